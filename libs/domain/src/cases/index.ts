export { assembleCases } from './assemble-cases.js';
export { caseAsAt } from './case-as-at.js';
export { noCaseText, noProviderClaim } from './case-record.js';
export type { CareSeen, CaseRecord, CaseText, ProviderClaim } from './case-record.js';
export { completedInterviews, defaultTerms, reasonNotRequired } from './missing-case.js';
export type { CountingTerms, MissingCase } from './missing-case.js';
export { areDistinguished, joinAbsence, joinAbsences, leadingOf } from './join-absence.js';
export type { Distinction, Leading } from './join-absence.js';
