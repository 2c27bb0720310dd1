export { findMissingBefore } from './missing-before.js';
export type { MissingBefore } from './missing-before.js';
export { setClock, setHoursOfWork } from './set-clock.js';
