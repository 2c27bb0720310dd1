export { aCheckContext } from './a-check-context.js';
export { aContract } from './a-contract.js';
export { aMissingCase } from './a-missing-case.js';
export type { MissingCaseWords } from './a-missing-case.js';
export { aMonth, aReport, aReportBody } from './a-report.js';
export {
  aChild,
  aReadRow,
  aRowContext,
  anAmendContext,
  neededCells,
  soundValues,
  theLists,
  theTravelRules,
} from './a-row.js';
export type { Cells } from './a-row.js';
export { aFactor, aTaxonomy } from './a-taxonomy.js';
export { anInterview, anOffer } from './an-interview.js';
export { aNotification } from './a-notification.js';
export { rangesByTrying, solveByTrying } from './enumerate-counts.js';
export { aMoment, anInstant } from './moments.js';
export { provesCellCheck, provesFileRule, provesHeaderCheck, provesRecordRule, provesRowRule } from './proves-rule.js';
export { reportCases } from './report-cases.js';
export { theSampleCases } from './the-sample.js';
