import type { CaseworkTransaction } from '#casework';
import type { Finding } from '#domain/submissions';
import { columnKey } from '#domain/submissions';
import { instantOf } from '#domain/time';
import type { ReferenceLists, Transaction } from '#persistence';
import { applyChunk } from '../apply-chunk.js';
import { checkReturn } from '../check-return.js';
import type { CheckedRow } from '../check-return.js';
import type { RowOutcome } from '../decide-rows.js';
import { checkContext } from '../keep-return.js';
import type { ParsedReturn, ReturnFormat } from '../return-refused.js';
import { changeReceipts } from './change-receipts.js';

/** A held row, by where it stands. */
export interface HeldRow {
  readonly submissionId: string;
  readonly rowNumber: number;
}

interface SubmissionRow {
  readonly provider_id: string;
  readonly period: string | null;
  readonly format: ReturnFormat;
  readonly judged_at: Date;
}

/**
 * Applies held rows anew, in the order of the submissions given, after somebody has decided of which child they speak. A
 * row is judged as it was when it came, beside the other rows of its file; what it does to clocks is judged now. Its
 * receipt then says what became of it, so that the numbers still add up.
 */
export async function applyDecidedRows(
  transaction: CaseworkTransaction,
  lists: ReferenceLists,
  held: readonly HeldRow[],
): Promise<readonly RowOutcome[]> {
  const outcomes: RowOutcome[] = [];
  for (const submissionId of new Set(held.map((row) => row.submissionId))) {
    const numbers = held.filter((row) => row.submissionId === submissionId).map(({ rowNumber }) => rowNumber);
    outcomes.push(...(await applyRowsOf(transaction, lists, submissionId, new Set(numbers))));
  }
  return outcomes;
}

async function applyRowsOf(
  transaction: CaseworkTransaction,
  lists: ReferenceLists,
  submissionId: string,
  numbers: ReadonlySet<number>,
): Promise<readonly RowOutcome[]> {
  const { tx } = transaction;
  const [submission] = await tx.query<SubmissionRow>(
    'SELECT provider_id, period, format, judged_at FROM submission WHERE authority = $1 AND id = $2',
    [tx.context.authority, submissionId],
  );
  if (!submission) throw new Error('A held row has no submission.');
  const about = {
    ...{ providerId: submission.provider_id, period: submission.period, judgedAt: instantOf(submission.judged_at) },
  };
  const checking = await checkContext(tx, about, lists);
  const checked = checkReturn(await loadReturn(tx, submissionId, submission), checking);
  const rows: readonly CheckedRow[] = checked.rows.filter(({ row }) => numbers.has(row)).map(checked.check);
  const outcomes = await applyChunk(transaction, rows, { ...checking, now: tx.now });
  await changeReceipts(tx, submissionId, outcomes);
  return outcomes;
}

/** A return as its rows are kept: every one of them, because rows are also checked beside one another. */
async function loadReturn(
  tx: Transaction,
  submissionId: string,
  { period, format }: SubmissionRow,
): Promise<ParsedReturn> {
  const rows = await tx.query<{ row: number; cells: Readonly<Record<string, string>> }>(
    `SELECT row_number AS row, record AS cells FROM submission_row
     WHERE authority = $1 AND submission_id = $2 ORDER BY row_number`,
    [tx.context.authority, submissionId],
  );
  const headers = new Map(rows.flatMap(({ cells }) => Object.keys(cells).map((header) => [columnKey(header), header])));
  return {
    ...{ format, period, authority: null, sheet: null, headerRow: 1, letters: new Map(), findings: noFindings },
    headers: [...headers.values()],
    rows: rows.map((row) => ({ ...row, faults: [] })),
  };
}

const noFindings: readonly Finding[] = [];
