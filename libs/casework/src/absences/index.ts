export { readDoubleReports } from './read-double-reports.js';
export type { DoubleReports, NamedDoubleReport, NamedReport } from './read-double-reports.js';
export { distinguishReports, undoDistinction } from './distinguish-reports.js';
export type { DistinctionRefusal } from './distinguish-reports.js';
export { mergeReports, undoReportMerge } from './merge-reports.js';
export type { ReportsRefusal } from './merge-reports.js';
export { readOneAbsence } from './read-one-absence.js';
export type { ComparedReport, OneAbsence, SaidToBeTwo } from './read-one-absence.js';
export type { StandingReportMerge } from './report-merges.js';
