import type { Finding } from '#domain/submissions';
import type { SqlValue, Transaction } from '#persistence';
import { readWithdrawals, toldOfWithdrawn } from './confirmations/withdrawn-changes.js';

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
  key: readonly [authority: string, submissionId: string],
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
