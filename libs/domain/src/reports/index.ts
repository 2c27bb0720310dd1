export { recoverReport } from './board/recover-report.js';
export { cellsOf } from './board/report-counts.js';
export { suppressReport } from './board/suppress-report.js';
export { buildMaceReport } from './build-mace-report.js';
export type { MaceReportInput } from './build-mace-report.js';
export { count, rate, wholePercentage } from './cells.js';
export type { Cell, Rate } from './cells.js';
export { notCompletedLabels } from './indicators/not-completed.js';
export { reportAudiences } from './mace-report.js';
export type {
  DelaySummary,
  DemographicRow,
  FactorRow,
  Headline,
  HeadlineCounts,
  InterviewCounts,
  InterviewRow,
  PatternRow,
  RepeatBandRow,
  ReportAudience,
  SectionRow,
} from './mace-report.js';
export type { MaceReport, MaceReportBody, SuppressionCertificate } from './report-document.js';
export { firstMonthNeeded } from './report-windows.js';
