import type { Casework, CaseworkTransaction } from '#casework';
import { notApplied, note } from '#domain/submissions';
import { describeDatabaseFault } from '#persistence';
import type { ReferenceLists, TransactionContext } from '#persistence';
import { applyChunk } from './apply-chunk.js';
import type { CheckContext, CheckedRow } from './check-return.js';
import type { Origin } from './decide-and-store.js';
import { asReceived, heldRow, placed } from './row-decisions/row-outcome.js';
import type { RowOutcome } from './row-decisions/row-outcome.js';
import { LeaseLost, renewLease } from './submission-lease.js';
import { storeOutcomes } from './submission-store.js';

/** One run over a submission, under its lease. */
export interface ImportRun {
  readonly casework: Casework;
  readonly context: TransactionContext;
  readonly origin: Origin;
  readonly leaseId: string;
  readonly checking: CheckContext;
  readonly lists: ReferenceLists;
}

/**
 * Applies rows and keeps their receipts in one transaction. Rows that break it in a way that no check foresaw are found
 * by halving and held, so that one row never stops the others, nor the sweep that takes imports up again; and where it is
 * a row that waited and was tried again, it goes on waiting.
 */
export async function applyAndKeepReceipts(
  run: ImportRun,
  rows: readonly CheckedRow[],
  retries: 'with those that wait' | 'alone' = 'with those that wait',
): Promise<void> {
  try {
    await write(run, (transaction) =>
      applyChunk(transaction, { ...run, context: run.checking, isAlone: retries === 'alone' }, rows),
    );
  } catch (error) {
    if (error instanceof LeaseLost || describeDatabaseFault(error) !== null) throw error;
    if (retries !== 'alone') {
      await applyAndKeepReceipts(run, rows, 'alone');
    } else if (rows.length === 1) {
      await write(run, ({ tx }) =>
        storeOutcomes(
          tx,
          run.origin.submissionId,
          rows.map((row) => heldForService(run.origin, row)),
        ),
      );
    } else {
      const middle = Math.ceil(rows.length / 2);
      await applyAndKeepReceipts(run, rows.slice(0, middle));
      await applyAndKeepReceipts(run, rows.slice(middle));
    }
  }
}

function write(
  { casework, context, origin, leaseId }: ImportRun,
  work: (transaction: CaseworkTransaction) => Promise<void>,
): Promise<void> {
  return casework.write(context, async (transaction) => {
    await renewLease(transaction.tx, origin.submissionId, leaseId);
    await work(transaction);
  });
}

/** What becomes of a row that broke its transaction in a way that no check foresaw. */
export function heldForService(origin: Origin, row: CheckedRow): RowOutcome {
  const sent = asReceived(
    { ...row, isReadable: false },
    { receivedAt: origin.receivedAt.epochMilliseconds, submissionId: origin.submissionId },
  );
  return heldRow(sent, [...row.findings, placed(row, note(notApplied), null)]);
}
