export { canonicalJson } from './canonical-json.js';
export { maceReportStyles, renderMaceReportContent, renderMaceReportHtml } from './render-html.js';
export { obtainMaceReport } from './mace-snapshots.js';
export { checkReport } from './check-report.js';
export { setSuppressionThreshold } from './set-threshold.js';
export type { ThresholdFault } from './set-threshold.js';
export { ReportRefused } from './report-request.js';
export type { ReportRequest, StoredReport } from './report-request.js';
