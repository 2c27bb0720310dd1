export { buildMaceReport } from './build-mace-report.js';
export type { MaceReportInput } from './build-mace-report.js';
export { count, rate, wholePercentage } from './cells.js';
export type { Cell, Rate } from './cells.js';
export type { ReportProvider } from './indicators/interview-timeliness.js';
export { reportAudiences } from './mace-report.js';
export type {
  DelaySummary,
  DemographicRow,
  Demographics,
  FactorRow,
  Factors,
  GroupRow,
  Headline,
  HeadlineCounts,
  InterviewCounts,
  InterviewRates,
  InterviewRow,
  InterviewRowKey,
  Lateness,
  NotCompletedRow,
  PairRow,
  PatternRow,
  Patterns,
  RepeatBandRow,
  ReportAudience,
  SafetyPlans,
  SectionRow,
  TrendPoint,
  VulnerabilityRow,
} from './mace-report.js';
export type {
  Envelope,
  MaceReport,
  MaceReportBody,
  ReportAuthority,
  SuppressionCertificate,
} from './report-document.js';
export { firstMonthNeeded } from './report-windows.js';
