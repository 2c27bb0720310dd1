import type { Casework } from '#casework';
import { notApplied, note } from '#domain/submissions';
import { describeDatabaseFault } from '#persistence';
import type { TransactionContext } from '#persistence';
import { applyChunk } from './apply-chunk.js';
import type { CheckContext, CheckedRow } from './check-return.js';
import type { RowOutcome } from './decide-rows.js';
import { LeaseLost, renewLease } from './submission-lease.js';
import { storeOutcomes } from './submission-store.js';

/** One run over a submission, under its lease. */
export interface ImportRun {
  readonly casework: Casework;
  readonly context: TransactionContext;
  readonly submissionId: string;
  readonly leaseId: string;
  readonly checking: CheckContext;
}

/**
 * Applies rows and keeps their receipts in one transaction. Rows that break it in a way that no check foresaw are found
 * by halving and held, so that one row never stops the others, nor the sweep that takes imports up again.
 */
export async function applyAndKeepReceipts(run: ImportRun, rows: readonly CheckedRow[]): Promise<void> {
  try {
    await write(run, async (casework) => applyChunk(casework, rows, run.checking));
  } catch (error) {
    if (error instanceof LeaseLost || describeDatabaseFault(error) !== null) throw error;
    if (rows.length === 1) {
      await write(run, () => Promise.resolve(rows.map(heldForService)));
      return;
    }
    const middle = Math.ceil(rows.length / 2);
    await applyAndKeepReceipts(run, rows.slice(0, middle));
    await applyAndKeepReceipts(run, rows.slice(middle));
  }
}

type Work = (casework: Parameters<Parameters<Casework['write']>[1]>[0]) => Promise<readonly RowOutcome[]>;

function write({ casework, context, submissionId, leaseId }: ImportRun, work: Work): Promise<void> {
  return casework.write(context, async (transaction) => {
    await renewLease(transaction.tx, submissionId, leaseId);
    await storeOutcomes(transaction.tx, submissionId, await work(transaction));
  });
}

/** What becomes of a row that broke its transaction in a way that no check foresaw. */
export function heldForService(row: CheckedRow): RowOutcome {
  const finding = { ...note(notApplied), row: row.row, ref: row.ref, column: null };
  return { row, outcome: 'held', episodeId: null, findings: [...row.findings, finding], applied: null };
}
