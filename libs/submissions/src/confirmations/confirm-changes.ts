import type { CaseworkTransaction } from '#casework';
import type { Finding } from '#domain/submissions';
import { instantOf, isAfter } from '#domain/time';
import type { ReferenceLists, Transaction } from '#persistence';
import { applyChunk } from '../apply-chunk.js';
import { checkReturn } from '../check-return.js';
import type { CheckContext, CheckedRow } from '../check-return.js';
import type { RowOutcome } from '../decide-rows.js';
import { checkContext } from '../keep-return.js';
import { storeFindings } from '../submission-store.js';
import type { AnsweredSubmission } from './answered-submission.js';
import { decideRowChanges, readWaiting, replaceReceipt, showAnew } from './row-change-store.js';
import type { WaitingChange } from './row-change-store.js';

/**
 * Applies the rows whose change their sender has confirmed, if they still change what was shown; else they are shown
 * anew, and given back. A row that something else holds by now stays held, with what holds it.
 */
export async function confirmChanges(
  transaction: CaseworkTransaction,
  submission: AnsweredSubmission,
  rows: readonly number[],
  lists: ReferenceLists,
): Promise<readonly number[]> {
  const { tx } = transaction;
  const waiting = await readWaiting(tx, submission.id, rows);
  if (waiting.length === 0) return [];
  const context = await confirmingContext(tx, submission, waiting, lists);
  const outcomes = await applyChunk(transaction, checkAgain(waiting, context), context);
  const unconfirmed = outcomes.filter(isUnconfirmed);
  const decided = outcomes.filter((outcome) => !isUnconfirmed(outcome));
  for (const { row, differences } of unconfirmed) await showAnew(tx, submission.id, row.row, differences ?? []);
  for (const outcome of decided) await replaceReceipt(tx, submission.id, outcome);
  await decideRowChanges(
    tx,
    submission.id,
    decided.map(({ row }) => row.row),
    'confirmed',
  );
  const more = decided.flatMap(newFindings);
  await storeFindings(tx, submission.id, more, await countFindings(tx, submission.id, more));
  return unconfirmed.map(({ row }) => row.row);
}

function isUnconfirmed({ outcome, differences }: RowOutcome): boolean {
  return outcome === 'held' && differences !== undefined;
}

/** Judged as when the return was, or now where that is later: what lay ahead then may have come. */
async function confirmingContext(
  tx: Transaction,
  { providerId, period, judgedAt }: AnsweredSubmission,
  waiting: readonly WaitingChange[],
  lists: ReferenceLists,
): Promise<CheckContext> {
  const received = instantOf(judgedAt);
  const now = isAfter(received, tx.now) ? received : tx.now;
  const context = await checkContext(tx, { providerId, period, judgedAt: now }, lists);
  // What the contract asks of a file was asked when it came.
  return {
    ...context,
    requiredColumns: [],
    confirming: { shown: new Map(waiting.map(({ row, differences }) => [row, differences])) },
  };
}

/** The rows as they were kept, through every check once more. */
function checkAgain(waiting: readonly WaitingChange[], context: CheckContext): readonly CheckedRow[] {
  const headers = [...new Set(waiting.flatMap(({ cells }) => Object.keys(cells)))];
  const rows = waiting.map(({ row, cells }) => ({ row, cells, faults: [] }));
  const file = { format: 'json', sheet: null, headerRow: 1, letters: new Map(), findings: [] } as const;
  const checked = checkReturn({ ...file, headers, rows, period: null, authority: null }, context);
  return checked.rows.map(checked.check);
}

/** What is found now and holds the row: what else there is to say was said when it came. */
function newFindings({ outcome, findings }: RowOutcome): readonly Finding[] {
  return outcome === 'held' ? findings.filter(({ severity }) => severity === 'error') : [];
}

/** How many findings these rows have already, by row. */
async function countFindings(
  tx: Transaction,
  submissionId: string,
  findings: readonly Finding[],
): Promise<ReadonlyMap<number, number>> {
  if (findings.length === 0) return new Map();
  const counts = await tx.query<{ row: number; n: number }>(
    `SELECT row_number AS row, count(*)::integer AS n FROM finding
     WHERE authority = $1 AND submission_id = $2 AND row_number = ANY($3::integer[]) GROUP BY row_number`,
    [tx.context.authority, submissionId, [...new Set(findings.map(({ row }) => row))]],
  );
  return new Map(counts.map(({ row, n }) => [row, n]));
}
