export { matchAll } from './link-notifications.js';
export { listReferralChoices, recordEpisode, recordEpisodeIn } from './record-episode.js';
export type { ChildWish, RecordRefusal, RecordWish, Recorded, ReferralChoice } from './record-episode.js';
export { readReconciliation, reconciliationDocument } from './read-reconciliation.js';
export type { NamedDifference, NamedReconciliation, ReconciliationLists } from './read-reconciliation.js';
export { readNotificationToSettle, settleNotification } from './settle-notification.js';
export type { EpisodeChoice, NotificationToSettle, SettleRefusal, SettleWish } from './settle-notification.js';
