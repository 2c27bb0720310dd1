import { cellsOf } from '#domain/reports';
import type { MaceReportBody, SuppressionCertificate } from '#domain/reports';
import { canonicalJson } from './canonical-json.js';
import { ReportRefused } from './report-request.js';
import { DisclosureFailed, runDisclosure, solverName } from './run-disclosure.js';

export interface ProtectedReport {
  readonly body: MaceReportBody;
  readonly certificate: SuppressionCertificate;
}

export interface Protection {
  /** Counts below this are hidden. */
  readonly threshold: number;
  /** The packs that readers of this one may hold already. */
  readonly earlier: readonly MaceReportBody[];
}

/**
 * Hides the small counts of a report, and attacks it as it will be published: from its JSON alone, in another thread.
 * Refused where a hidden count can be worked out, and where that cannot be told.
 */
export async function protectReport(report: MaceReportBody, protection: Protection): Promise<ProtectedReport> {
  const began = performance.now();
  const body = await proved(runDisclosure({ kind: 'suppress', report, ...protection }));
  const published = JSON.parse(canonicalJson(body)) as MaceReportBody;
  const { hidden, pinned, narrowest } = await proved(
    runDisclosure({ kind: 'recover', report: published, earlier: protection.earlier }),
  );
  refusePinned(pinned);
  const counts = countsIn(published);
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  const { threshold } = protection;
  return { body, certificate: { hidden, pinned, narrowest, counts, threshold, solver: solverName(), seconds } };
}

/** How many counts a report holds, shown or hidden. */
export function countsIn(report: MaceReportBody): number {
  return [...cellsOf(report).values()].filter((cell) => 'value' in cell || 'suppressed' in cell).length;
}

/** A report of which one hidden count is known is not published. */
export function refusePinned(pinned: readonly string[]): void {
  if (pinned.length === 0) return;
  throw new ReportRefused(
    `No report for the board was made: ${pinned.length === 1 ? 'a hidden count' : `${pinned.length} hidden counts`} could be worked out from what it would show.`,
  );
}

async function proved<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof DisclosureFailed)) throw error;
    throw new ReportRefused(
      'No report for the board was made: it could not be proved that its small numbers cannot be worked out.',
      { cause: error },
    );
  }
}
