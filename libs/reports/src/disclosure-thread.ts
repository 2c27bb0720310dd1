import { parentPort, workerData } from 'node:worker_threads';
import { recoverReport, suppressReport } from '#domain/reports';
import type { MaceReportBody } from '#domain/reports';
import type { Recovery } from '#domain/disclosure';
import { loadSolver } from './solve-with-highs.js';

/** To hide the small counts of a report, or to try and recover the hidden ones from what it shows. */
export type DisclosureTask = {
  readonly report: MaceReportBody;
  /** The packs that the same readers hold already. */
  readonly earlier: readonly MaceReportBody[];
} & ({ readonly kind: 'suppress'; readonly threshold: number } | { readonly kind: 'recover' });

export interface DisclosureResults {
  readonly suppress: MaceReportBody;
  readonly recover: Recovery;
}

const task = workerData as DisclosureTask;
const solver = await loadSolver();
parentPort?.postMessage(
  task.kind === 'suppress'
    ? suppressReport(task.report, task.earlier, task.threshold, solver)
    : recoverReport(task.report, task.earlier, solver),
);
