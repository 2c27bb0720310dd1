export { applyToCases } from './apply-to-cases.js';
export type { Applied, CaseBatch } from './apply-to-cases.js';
export { Casework } from './casework.js';
export type { CaseworkTransaction } from './casework.js';
export { readWorklist, worklistDocument } from './read-worklist.js';
export type { NamedWorklistItem } from './read-worklist.js';
export { checkEpisode, sweepDeadlines } from './sweep-deadlines.js';
export type { Swept } from './sweep-deadlines.js';
export { CHECK_DEADLINE } from './wake-ups.js';
