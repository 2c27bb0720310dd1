export { canonicalJson } from './canonical-json.js';
export { maceReportStyles, renderMaceReportContent, renderMaceReportHtml } from './render-html.js';
export { ReportRefused, obtainMaceReport } from './mace-snapshots.js';
export type { ReportRequest, StoredReport } from './mace-snapshots.js';
