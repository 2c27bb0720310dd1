export { differenceOf, forgetPlans, insertRows } from './batch-sql.js';
export type { TableShape } from './batch-sql.js';
export { bootstrapCluster } from './bootstrap-cluster.js';
export {
  countRowsOfMatch,
  findWaitingDoubt,
  leaveRowsOut,
  listDoubtsOfClaim,
  listDoubtsOfMatch,
  listWaitingDoubts,
  overtakeDoubts,
  putDoubts,
  reopenDoubts,
  settleDoubts,
} from './child-doubt.repository.js';
export type { WaitingDoubt } from './child-doubt.repository.js';
export { ChangeListener } from './change-listener.js';
export type { Change } from './change-listener.js';
export { childFilter } from './child-filter.js';
export type { ChildFilter } from './child-filter.js';
export {
  findStandingMatch,
  insertChildMatch,
  listLeftOut,
  listMatchesOfChild,
  listRememberedMatches,
  undoChildMatch,
} from './child-match.repository.js';
export type { ChildMatchDecision, RememberedMatch, StandingChildMatch } from './child-match.repository.js';
export { endNameAlias, insertNameAlias, listNameAliases, withNameAliases } from './child-name-alias.repository.js';
export type { ChildNameAlias } from './child-name-alias.repository.js';
export { databaseNow } from './database-clock.js';
export { markSwept, readBacklog } from './backlog.repository.js';
export { byIndexSql, dueSql, hasStepDue, listDueEpisodes } from './due-deadlines.js';
export { loadCases, loadWatchedCases } from './case.repository.js';
export type { LoadedCases, WatchedCases, WatchedRecord } from './case.repository.js';
export { loadClockTerms, saveClockSetting, saveHoursOfWork } from './clock-terms.repository.js';
export { insertCouncilStep, listCouncilSteps, takeBackStep } from './council-step.repository.js';
export type { RecordedStep } from './council-step.repository.js';
export { listMovedDeadlines, saveCorrections } from './deadline-correction.repository.js';
export type { MovedDeadline } from './deadline-correction.repository.js';
export { listMissingStarts } from './missing-starts.repository.js';
export type { MissingStart } from './missing-starts.repository.js';
export { sourceReferenceTable } from './episode-tables.js';
export {
  findProvider,
  isDemonstration,
  listAgreements,
  listAuthorities,
  listContracts,
  listProviders,
  listSettings,
  readSuppressionThreshold,
  saveSuppressionThreshold,
} from './commissioning.repository.js';
export type { AuthoritySetting, ProviderName } from './commissioning.repository.js';
export { grouped } from './grouped.js';
export { createDataSource } from './data-source.js';
export { endFactorAlias, insertFactorAlias, listFactorAliases } from './factor-alias.repository.js';
export type { KeptAlias } from './factor-alias.repository.js';
export { listWaitingWords, putIntoQueue, settleWords, withdrawWords } from './unmatched-word.repository.js';
export type { QueuedWords, WaitingWords } from './unmatched-word.repository.js';
export { describeDatabaseFault, isCollision } from './database-fault.js';
export {
  AuthorityProviderEntity,
  AuthoritySettingEntity,
  ContractEntity,
  MembershipEntity,
  SharingAgreementEntity,
} from './entities/commissioning.entity.js';
export { AuthorityEntity, PersonEntity, ProviderEntity } from './entities/organisation.entity.js';
export { heldUntil, listCaretakers, readMessageSetting, saveMessageSetting } from './message-setting.repository.js';
export type { Caretaker, MessageSetting } from './message-setting.repository.js';
export { migrate } from './migrate.js';
export {
  listCasesOfChildren,
  listCasesOfEpisodes,
  listCasesOfPeriod,
  listCasesToWatch,
} from './missing-case.repository.js';
export { readCaseText, readChildIdentity } from './read-case-rows.js';
export { readClaim } from './read-interview-rows.js';
export type { ClaimRow } from './read-interview-rows.js';
export type { CaseTextRow, ChildIdentityRow } from './read-case-rows.js';
export { instantOrNull, moment, momentOrNull } from './read-moment-columns.js';
export { loadReferenceLists } from './reference.repository.js';
export { readSurvivors, recordsOfChild } from './records-of-child.js';
export { otherReports, readDistinctions, readLeading } from './reports-of-absence.js';
export type { ReferenceLists } from './reference.repository.js';
export { listChased, listReturnDeadlines, saveReturnDeadlines } from './return-deadline.repository.js';
export { listReturnRules, listSentReturns, loadReturnTerms, saveReturnRule } from './return-terms.repository.js';
export { findNotifications, saveLink, saveNotifications } from './notification.repository.js';
export { listRunningClocks } from './running-clocks.repository.js';
export { listLocalRetention, listRetentionCandidates, listRetentionFacts } from './retention.repository.js';
export { saveCases, saveChildren } from './save-cases.js';
export { markArrivedOverdue, saveDeadlines } from './save-deadlines.js';
export type { RaisedAlert } from './save-deadlines.js';
export { listCovers, listStandings, membershipInForce, readLadder } from './alert-people.repository.js';
export { answerHandovers, insertAcknowledgements, insertHandovers } from './alert-answer.repository.js';
export {
  addEscalations,
  listDueEscalations,
  lockEscalations,
  moveEscalations,
  stopClimbing,
} from './alert-escalation.repository.js';
export { addMessages, listWritten } from './alert-message.repository.js';
export type { NewMessage } from './alert-message.repository.js';
export { loadAlerts } from './alert.repository.js';
export type { KeptAlert } from './alert.repository.js';
export { nameInAuthority } from './person-name.js';
export { travelRulesOn } from './travel-rules.js';
export { askPrepared } from './prepared.js';
export type { PreparedStatement, SqlValue } from './prepared.js';
export { asReader, asService, asViewer, inDeploymentTransaction, inTransaction, systemContext } from './transaction.js';
export type { Statements, Transaction, TransactionContext } from './transaction.js';
