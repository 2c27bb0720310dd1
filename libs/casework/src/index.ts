export { applyToCases } from './apply-to-cases.js';
export type { CaseBatch } from './apply-to-cases.js';
export type { Applied } from './clocks/follow-clocks.js';
export { Casework } from './casework.js';
export type { CaseworkTransaction } from './casework.js';
export { correctReturn, correctReturnIn, readReturnForm } from './correct-return.js';
export type { ReturnDecision, ReturnForm } from './correct-return.js';
export { findSeenEpisode, lockEpisode, readEpisode } from './read-episode.js';
export type { EpisodeDocument, MomentDocument, SeenEpisode } from './read-episode.js';
export {
  distinguishReports,
  mergeReports,
  readDoubleReports,
  readOneAbsence,
  undoDistinction,
  undoReportMerge,
} from './absences/index.js';
export type {
  ComparedReport,
  DistinctionRefusal,
  DoubleReports,
  NamedDoubleReport,
  NamedReport,
  OneAbsence,
  ReportsRefusal,
  SaidToBeTwo,
  StandingReportMerge,
} from './absences/index.js';
export {
  claimOfDoubt,
  findDoubt,
  readDoubt,
  readDoubts,
  readMatch,
  recordIdsOf,
  undoMatch,
} from './child-doubts/index.js';
export type { ComparedCandidate, DoubtLine, DoubtsPage, MatchToUndo, OpenDoubt } from './child-doubts/index.js';
export {
  addName,
  addThirdPartyInformation,
  admitToChild,
  allocateChild,
  breakGlass,
  endName,
  giveReason,
  isUuid,
  liftRestriction,
  listOpeningsToReview,
  lockRecords,
  mergeChildren,
  openRecord,
  readAllocation,
  readChild,
  readChildEvidence,
  readChildViews,
  readMerge,
  readNames,
  readOpeningToReview,
  readRestriction,
  readThirdPartyForm,
  removeFromChild,
  restrictChild,
  reviewBreakGlass,
  searchChildren,
  undoMerge,
} from './children/index.js';
export type {
  AllocationChoices,
  ChildAllocation,
  ChildEpisode,
  ChildEvidence,
  ChildHeading,
  ChildRecord,
  ChildViews,
  Colleague,
  ComparedRecord,
  EmergencyRecord,
  EpisodeForm,
  EpisodeOfChild,
  FoundChildren,
  ListedPerson,
  MergeChoice,
  NameEndRefusal,
  NamesOfChild,
  Opened,
  OpeningToReview,
  PairRefusal,
  Restriction,
  StandingMerge,
  ThirdPartyForm,
  ThirdPartyNote,
} from './children/index.js';
export { readCouncilSteps, recordCouncilStep, setClock, setHoursOfWork, takeBackCouncilStep } from './clocks/index.js';
export type { CouncilStepsForm } from './clocks/index.js';
export {
  expectedReturnDocument,
  readExpectedReturns,
  readOpenChases,
  setReturnRule,
} from './expected-returns/index.js';
export type { ExpectedReturns, NamedExpectedReturn } from './expected-returns/index.js';
export { lockImports } from './keeping-context.js';
export { isHoldInForce, liftHold, placeHold } from './legal-holds.js';
export type { LegalHold } from './legal-holds.js';
export { purgeChild } from './purge-child.js';
export type { PurgeRefusal } from './purge-child.js';
export { readChildKeeping, readKeepingOverview } from './read-keeping.js';
export type { ChildKeeping, KeepingOverview, NamedHold, NamedKeeping } from './read-keeping.js';
export { recordDeath, setRetention } from './set-retention.js';
export { readWorklist, unrecordedDocument, worklistDocument } from './read-worklist.js';
export type { NamedWorklist, NamedWorklistItem } from './read-worklist.js';
export {
  ALERTS_SHOWN,
  CLIMB_ALERTS,
  acknowledgeAlert,
  acknowledgeAlertIn,
  alertDocument,
  climbAlerts,
  endCover,
  handOverShift,
  placeCover,
  readAlertCursor,
  readAlertLife,
  readAlerts,
  readHandover,
  readLadderPage,
  setLadder,
  showAlertCursor,
  takeOver,
} from './alerts/index.js';
export type {
  AlertDocument,
  AlertEvent,
  AlertLife,
  AlertsPage,
  CoverFault,
  Handover,
  HandoverOutcome,
  LadderPage,
  ListedAlert,
  NextPerson,
  OpenedAlert,
  TakingDecision,
  TakingRefusal,
} from './alerts/index.js';
export { checkEpisode, sweepDeadlines } from './sweep-deadlines.js';
export type { Swept } from './sweep-deadlines.js';
export { CHECK_DEADLINE, DELIVER_MESSAGES, deliveryWakeUp } from './wake-ups.js';
export {
  LONGEST_ALIAS,
  applyAlias,
  decideWords,
  endAlias,
  isAliasInForce,
  queueUnmatchedWords,
  readUnmatchedWords,
  readWaitingGroup,
} from './unmatched-words/index.js';
export type {
  AliasInForce,
  UnmatchedWordsPage,
  WaitingGroup,
  WordsDecision,
  WordsRefusal,
} from './unmatched-words/index.js';
export {
  listReferralChoices,
  matchAll,
  readNotificationToSettle,
  readReconciliation,
  readReferralForm,
  reconciliationDocument,
  recordEpisode,
  recordEpisodeIn,
  referEpisode,
  referEpisodeIn,
  settleNotification,
} from './notifications/index.js';
export type {
  ChildWish,
  EpisodeChoice,
  NamedDifference,
  NamedReconciliation,
  NotificationToSettle,
  ReconciliationLists,
  RecordRefusal,
  RecordWish,
  Recorded,
  ReferralChoice,
  ReferralDecision,
  ReferralForm,
  SettleRefusal,
  SettleWish,
  UnrecordedAbsence,
} from './notifications/index.js';
export {
  answerQuestion,
  askAboutEpisode,
  askAboutRow,
  askAgain,
  closeQuestion,
  countOpenQuestions,
  listHeldRows,
  listOpenQuestions,
  questionDocument,
  readEpisodeToAsk,
  readQuestion,
  readQuestionCursor,
  readRowToAsk,
  showQuestionCursor,
} from './questions/index.js';
export type {
  EpisodeToAsk,
  HeldRow,
  HeldRowsPage,
  OpenedQuestion,
  QuestionChange,
  QuestionDocument,
  QuestionThread,
  QuestionWish,
  QuestionsPage,
  RowPlace,
  ShownQuestion,
  ThreadEntry,
} from './questions/index.js';
