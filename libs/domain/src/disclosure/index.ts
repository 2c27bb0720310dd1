export { FiguresContradict, boundsOf } from './bounds.js';
export { DEFAULT_THRESHOLD, chooseHidden, knownBefore } from './choose-hidden.js';
export { addsUp, isAtMost, isCoveredBy, isSame, isWithin } from './publication.js';
export type { CountName, Publication, Relation, Term } from './publication.js';
export { indexOf, rings } from './reach.js';
export { recoverCounts } from './recover-counts.js';
export type { FindExtreme, IntegerProgram, Recovery, Solver } from './recover-counts.js';
