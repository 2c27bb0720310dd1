export { aMissingCase } from './a-missing-case.js';
export type { MissingCaseWords } from './a-missing-case.js';
export { aMonth, aReport, aReportBody } from './a-report.js';
export { aFactor, aTaxonomy } from './a-taxonomy.js';
export { anInterview, anOffer } from './an-interview.js';
export { aMoment, anInstant } from './moments.js';
export { theSampleCases } from './the-sample.js';
