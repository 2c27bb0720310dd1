import type { AuditAction } from './audit-trail.js';

interface ActionWords {
  /** What was done, in plain words, after the name of who did it. */
  readonly words: string;
  /**
   * Whether it opens the record of a child, shows or changes something about children otherwise, concerns no child, or is
   * what the service does by itself.
   */
  readonly kind: 'opens-record' | 'about-children' | 'other' | 'by-service';
}

/** Every action of the audit in words, complete because the type asks for each. */
export const auditActions: Readonly<Record<AuditAction, ActionWords>> = {
  CasesChange: { words: 'Changed a record', kind: 'about-children' },
  DeadlinesSweep: { words: 'Checked deadlines', kind: 'by-service' },
  ReturnsChase: { words: 'Chased provider returns that had not come', kind: 'by-service' },
  UnmatchedWordsRead: { words: 'Read words of forms that no factor is known for', kind: 'about-children' },
  FactorAliasChange: { words: 'Changed which words mean a factor', kind: 'other' },
  FactorWordsCode: { words: 'Put a factor where a form had words', kind: 'about-children' },
  WorklistRead: { words: 'Read the worklist', kind: 'about-children' },
  AlertsRead: { words: 'Read alerts', kind: 'about-children' },
  AlertRead: { words: 'Read the life of an alert', kind: 'about-children' },
  AlertAcknowledge: { words: 'Took an alert on', kind: 'about-children' },
  AlertHandOver: { words: 'Asked somebody to take alerts over', kind: 'about-children' },
  AlertsClimb: { words: 'Told the next people of alerts that nobody had answered', kind: 'by-service' },
  AlertLadderChange: { words: 'Changed the ladder of alerts or who covers for whom', kind: 'other' },
  SubmissionReceive: { words: 'Sent a provider return', kind: 'other' },
  SubmissionRead: { words: 'Read what became of a provider return', kind: 'about-children' },
  SubmissionFileRead: { words: 'Fetched the file of a provider return with its faults marked', kind: 'about-children' },
  ReturnChangesAnswer: { words: 'Confirmed or withdrew changes of a provider return', kind: 'about-children' },
  ReturnWarningsConfirm: { words: 'Confirmed warnings of a provider return', kind: 'about-children' },
  ConfirmedWarningsRead: { words: 'Read warnings that providers confirmed', kind: 'about-children' },
  ReturnTemplateRead: { words: 'Fetched a workbook with open referrals', kind: 'about-children' },
  ReportBuild: { words: 'Built a report', kind: 'other' },
  ReportRead: { words: 'Read a report', kind: 'other' },
  SignIn: { words: 'Signed in', kind: 'other' },
  SignOut: { words: 'Signed out', kind: 'other' },
  CommissioningChange: { words: 'Changed what is commissioned', kind: 'other' },
  ProviderKeyIssue: { words: 'Issued a key to a provider', kind: 'other' },
  AccessRefused: { words: 'Tried something that is not permitted', kind: 'about-children' },
  AuditExport: { words: 'Exported the audit', kind: 'about-children' },
  AuditRead: { words: 'Read the audit', kind: 'about-children' },
  ChildRead: { words: 'Opened the record', kind: 'opens-record' },
  ChildEvidenceRead: { words: 'Printed the evidence page', kind: 'opens-record' },
  ChildViewsRead: { words: 'Read who viewed the record', kind: 'about-children' },
  ViewingNoticesMake: { words: 'Told lead workers who had looked', kind: 'by-service' },
  ViewingNoticesRead: { words: 'Read notices of who had looked', kind: 'about-children' },
  EpisodeRead: { words: 'Read an episode', kind: 'opens-record' },
  ChildSearch: { words: 'Looked a child up', kind: 'about-children' },
  ChildReasonAsk: { words: 'Was asked why the record is to be opened', kind: 'about-children' },
  ChildOpen: { words: 'Gave a reason and opened the restricted record', kind: 'opens-record' },
  ChildRestrict: { words: 'Restricted the record', kind: 'about-children' },
  ChildRestrictionLift: { words: 'Lifted the restriction of the record', kind: 'about-children' },
  ChildAdmit: { words: 'Admitted somebody to the record', kind: 'about-children' },
  ChildRemove: { words: 'Took somebody off the access list', kind: 'about-children' },
  ChildAllocate: { words: 'Changed the team or the lead worker', kind: 'about-children' },
  ChildMerge: { words: 'Merged the record with another one of the same child', kind: 'about-children' },
  ChildMergeUndo: { words: 'Undid the merge of the record with another one', kind: 'about-children' },
  ChildDoubtsRead: { words: 'Read for which rows it is in doubt of whom they speak', kind: 'about-children' },
  ChildDoubtRead: { words: 'Held a row beside the records of which it may speak', kind: 'opens-record' },
  ChildMatchDecide: { words: 'Decided of which child a row speaks', kind: 'about-children' },
  ChildMatchUndo: { words: 'Undid the decision of which child rows speak', kind: 'about-children' },
  ChildNameAdd: { words: 'Added a name by which the child is known', kind: 'about-children' },
  ChildNameEnd: { words: 'Ended a name by which the child was known', kind: 'about-children' },
  ThirdPartyAdd: { words: 'Added what a third party said', kind: 'about-children' },
  BreakGlassOpen: { words: 'Opened the record in an emergency', kind: 'opens-record' },
  BreakGlassRead: { words: 'Read the emergency openings', kind: 'about-children' },
  BreakGlassReview: { words: 'Reviewed an emergency opening', kind: 'about-children' },
  RetentionRead: { words: 'Read how long records are kept', kind: 'about-children' },
  RetentionChange: { words: 'Changed how long records are kept', kind: 'other' },
  LegalHoldPlace: { words: 'Placed a legal hold', kind: 'about-children' },
  LegalHoldLift: { words: 'Lifted a legal hold', kind: 'about-children' },
  DeathRecord: { words: 'Recorded a date of death', kind: 'about-children' },
  ChildDelete: { words: 'Deleted the record', kind: 'about-children' },
  SubjectAccessRead: { words: 'Made a subject access pack', kind: 'opens-record' },
  ProviderKeyRevoke: { words: 'Revoked a key of a provider', kind: 'other' },
  AgreementChange: { words: 'Changed a sharing agreement', kind: 'other' },
  PersonInvite: { words: 'Invited a person', kind: 'other' },
  MembershipAccept: { words: 'Accepted an invitation', kind: 'other' },
  MembershipChange: { words: 'Changed what a person may do', kind: 'other' },
  MembershipEnd: { words: 'Removed a person', kind: 'other' },
  AccessReviewOpen: { words: 'Opened a review of access', kind: 'by-service' },
  AccessReviewAnswer: { words: 'Answered a review of access', kind: 'other' },
  AccessReviewClose: { words: 'Closed a review of access', kind: 'by-service' },
  AccessSuspend: { words: 'Suspended whoever was not confirmed', kind: 'by-service' },
  AccessLift: { words: 'Lifted a suspension', kind: 'other' },
  EpisodeRecord: { words: 'Recorded an episode', kind: 'about-children' },
  CouncilStepRecord: { words: 'Recorded what the council did about an episode', kind: 'about-children' },
  CouncilStepTakeBack: { words: 'Took back what the council had recorded about an episode', kind: 'about-children' },
  ReturnCorrect: { words: 'Corrected a return time', kind: 'about-children' },
  DoubleReportsRead: { words: 'Read which episodes may be one absence', kind: 'about-children' },
  EpisodeRefer: { words: 'Referred an episode to a provider', kind: 'about-children' },
  EpisodeMerge: { words: 'Merged two reports of one absence', kind: 'about-children' },
  EpisodeMergeUndo: { words: 'Undid the merge of two reports of one absence', kind: 'about-children' },
  EpisodeDistinction: { words: 'Said that two reports are two absences', kind: 'about-children' },
  EpisodeDistinctionUndo: { words: 'Took back that two reports are two absences', kind: 'about-children' },
  NotificationListReceive: { words: 'Took in a list of notifications', kind: 'about-children' },
  NotificationListRead: { words: 'Read what became of a list of notifications', kind: 'about-children' },
  NotificationRead: { words: 'Read a notification', kind: 'about-children' },
  NotificationLink: { words: 'Changed to which episode a notification belongs', kind: 'about-children' },
  ReconciliationRead: { words: 'Read the reconciliation of a month', kind: 'about-children' },
  QuestionRead: { words: 'Read questions to a provider', kind: 'about-children' },
  QuestionAsk: { words: 'Asked a provider', kind: 'about-children' },
  QuestionAnswer: { words: 'Answered a question of the council', kind: 'about-children' },
  QuestionClose: { words: 'Closed a question to a provider', kind: 'about-children' },
  HeldRowsRead: { words: 'Read which rows of provider returns are held', kind: 'about-children' },
  OutboxRead: { words: 'Read which messages were not sent', kind: 'other' },
  MessageSendAgain: { words: 'Had a message sent again', kind: 'other' },
  MessageSettingChange: { words: 'Changed quiet hours or who looks after the outbox', kind: 'other' },
  ViewingNoticeSeen: { words: 'Noted who had looked', kind: 'about-children' },
};

/** The codes of the actions of one kind. */
export function actionsOfKind(kind: ActionWords['kind']): readonly string[] {
  return Object.entries(auditActions)
    .filter(([, action]) => action.kind === kind)
    .map(([code]) => code);
}

/** An action in words; one that another version of the service has put on record is shown by its code. */
export function wordsOfAction(code: string): string {
  return Object.entries(auditActions).find(([known]) => known === code)?.[1].words ?? code;
}
