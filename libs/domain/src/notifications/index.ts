export { amendNotification, isReturnedBeforeMissing } from './amend-notification.js';
export { checkRecording, groupOf, recordEpisode } from './decide-recording.js';
export type { EpisodeWish, RecordingFault } from './decide-recording.js';
export { decideReferral, mayRefer, refusalToRefer, referCase } from './decide-referral.js';
export type { AgreedWithProviders, EpisodeToRefer, Referral, ReferralRefusal } from './decide-referral.js';
export { matchNotification } from './match-notification.js';
export type { EpisodeCandidate } from './match-notification.js';
export { isSettledByPerson, notLinked, notificationSources } from './missing-notification.js';
export type {
  LinkedBy,
  MissingNotification,
  NotificationDoubt,
  NotificationLink,
  NotificationSource,
  NotifiedPerson,
} from './missing-notification.js';
export { checkListHeaders, readNotification } from './read-list.js';
export type { ReadNotification, SoundNotification } from './read-list.js';
export { foldReports, neverRecorded, reconcileMonth } from './reconcile-month.js';
export type {
  Difference,
  NotifiedAbsence,
  Reconciliation,
  RecordedEpisode,
  RecordedReport,
} from './reconcile-month.js';
