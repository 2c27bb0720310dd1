export { claimOfDoubt, findDoubt, readDoubt, readDoubts, recordIdsOf } from './read-doubts.js';
export type { DoubtLine, DoubtsPage, OpenDoubt } from './read-doubts.js';
export type { ComparedCandidate } from './compare-candidates.js';
export { readMatch, undoMatch } from './undo-match.js';
export type { MatchToUndo } from './undo-match.js';
