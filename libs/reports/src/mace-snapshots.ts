import { inTransaction } from '#persistence';
import type { ReferenceLists, TransactionContext } from '#persistence';
import { obtainBoardReport } from './board-snapshots.js';
import { countReport } from './count-report.js';
import { cutOffOf } from './report-request.js';
import type { Database, ReportRequest, StoredReport } from './report-request.js';
import { findSnapshot, lockSnapshots, readSnapshot, storeSnapshot } from './snapshots.js';

/** Gives the stored report of a request, or builds and stores it: counted under the reader role, never seeing an identity. */
export function obtainMaceReport(
  database: Database,
  lists: ReferenceLists,
  context: TransactionContext,
  request: ReportRequest,
): Promise<StoredReport> {
  const { audience } = request;
  if (audience === 'board') return obtainBoardReport(database, lists, context, request);
  return inTransaction(database, context, async (tx) => {
    const cutOff = cutOffOf(request, tx.now);
    await lockSnapshots(tx);
    const stored = await findSnapshot(tx, request, cutOff);
    if (stored && !request.rebuild) return readSnapshot(tx, stored);
    const body = await countReport(tx, lists, request, audience, cutOff);
    const build = (stored?.report.build ?? 0) + 1;
    return storeSnapshot(tx, request, { body, certificate: null, build, cutOff, builtAt: tx.now });
  });
}
