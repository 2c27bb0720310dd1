export { applyToCases } from './apply-to-cases.js';
export type { Applied, CaseBatch } from './apply-to-cases.js';
export { Casework } from './casework.js';
export type { CaseworkTransaction } from './casework.js';
export { correctReturn, correctReturnIn, readReturnForm } from './correct-return.js';
export type { ReturnDecision, ReturnForm } from './correct-return.js';
export { findSeenEpisode, lockEpisode, readEpisode } from './read-episode.js';
export type { EpisodeDocument, MomentDocument, SeenEpisode } from './read-episode.js';
export * from './children/index.js';
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
export { readWorklist, worklistDocument } from './read-worklist.js';
export type { NamedWorklist, NamedWorklistItem } from './read-worklist.js';
export { checkEpisode, sweepDeadlines } from './sweep-deadlines.js';
export type { Swept } from './sweep-deadlines.js';
export { CHECK_DEADLINE } from './wake-ups.js';
export * from './unmatched-words/index.js';
export * from './notifications/index.js';
export { isUuid } from './children/open-child.js';
