import { columnKey, shorten } from '#domain/submissions';
import type { Finding } from '#domain/submissions';
import type { SqlValue, Transaction } from '#persistence';
import type { PlacedFinding } from './confirmations/finding-confirmations.js';
import { readWithdrawals, toldOfWithdrawn } from './confirmations/withdrawn-changes.js';

type Key = readonly [authority: string, submissionId: string];

/** In SQL whether a finding `f` is of the last decision on its row, or of the file as a whole. */
export const isOfLastDecision = `f.decision_number = coalesce((
  SELECT d.decision_number FROM submission_row d
  WHERE d.authority = f.authority AND d.submission_id = f.submission_id AND d.row_number = f.row_number), 0)`;

/** Which findings are asked for: `where` speaks of `f`, and may use the parameters from $3 on. */
interface Which {
  readonly where: string;
  readonly parameters: readonly SqlValue[];
}

/**
 * What is told of a submission, in the order of its rows: of each row what the last decision found, or that its change was
 * withdrawn. What is for the council is among it.
 */
export async function readToldFindings(
  tx: Transaction,
  key: Key,
  { where, parameters }: Which = { where: 'true', parameters: [] },
): Promise<readonly Finding[]> {
  const findings = await tx.query<Finding>(
    `SELECT f.code, f.severity, f.row_number AS row, f.ref, f.column_name AS column, f.message
     FROM finding f WHERE f.authority = $1 AND f.submission_id = $2 AND ${isOfLastDecision} AND ${where}
     ORDER BY f.finding_number`,
    [...key, ...parameters],
  );
  return toldOfWithdrawn(findings, await readWithdrawals(tx, key));
}

interface StoredFinding extends Omit<Finding, 'value'> {
  readonly record: Readonly<Record<string, string>> | null;
  readonly is_applied: boolean;
}

/** The same with what stands in their cells, which is read off the row, where it is kept. `where` speaks of `f`. */
export async function readPlacedFindings(tx: Transaction, key: Key, where = 'true'): Promise<readonly PlacedFinding[]> {
  const findings = await tx.query<StoredFinding>(
    `SELECT f.code, f.severity, f.row_number AS row, f.ref, f.column_name AS column, f.message,
       CASE WHEN f.column_name IS NOT NULL THEN r.record END AS record,
       coalesce(r.outcome IN ('new', 'same', 'changed'), false) AND r.episode_id IS NOT NULL AS is_applied
     FROM finding f
     LEFT JOIN submission_row r ON r.authority = f.authority AND r.submission_id = f.submission_id
       AND r.row_number = f.row_number
     WHERE f.authority = $1 AND f.submission_id = $2 AND ${isOfLastDecision} AND ${where}
     ORDER BY f.finding_number`,
    key,
  );
  const withdrawals = await readWithdrawals(tx, key);
  return toldOfWithdrawn(findings, withdrawals).map(({ record, is_applied: isApplied, ...finding }) => {
    const cells = Object.entries(record ?? {});
    const cell = cells.find(([header]) => columnKey(header) === finding.column)?.[1] ?? '';
    return { finding: cell.trim() === '' ? finding : { ...finding, value: shorten(cell) }, cells: record, isApplied };
  });
}
