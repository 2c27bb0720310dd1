import type { Finding } from '#domain/submissions';
import type { Transaction } from '#persistence';
import type { RowOutcome } from '../decide-rows.js';
import { storeFindings } from '../submission-store.js';

interface FindingRow {
  readonly row: number;
  readonly code: string;
  readonly column: string | null;
  readonly message: string;
}

/** Says on the receipts of rows that were held what became of them since; findings are added to those that are kept. */
export async function changeReceipts(
  tx: Transaction,
  submissionId: string,
  outcomes: readonly RowOutcome[],
): Promise<void> {
  const numbers = outcomes.map(({ row }) => row.row);
  await tx.query(
    `UPDATE submission_row r SET outcome = u.outcome, episode_id = u.episode_id, decided_at = transaction_timestamp()
     FROM unnest($3::integer[], $4::text[], $5::uuid[]) AS u (row_number, outcome, episode_id)
     WHERE r.authority = $1 AND r.submission_id = $2 AND r.row_number = u.row_number`,
    [
      ...[tx.context.authority, submissionId, numbers],
      ...[outcomes.map(({ outcome }) => outcome), outcomes.map(({ episodeId }) => episodeId)],
    ],
  );
  const kept = await tx.query<FindingRow>(
    `SELECT row_number AS row, code, column_name AS column, message FROM finding
     WHERE authority = $1 AND submission_id = $2 AND row_number = ANY ($3::integer[])`,
    [tx.context.authority, submissionId, numbers],
  );
  const isKept = (finding: Finding) =>
    kept.some(
      ({ row, code, column, message }) =>
        row === finding.row && code === finding.code && column === finding.column && message === finding.message,
    );
  const added = outcomes.flatMap(({ findings }) => findings.filter((finding) => !isKept(finding)));
  await storeFindings(tx, submissionId, added, (row) => kept.filter((each) => each.row === row).length);
}
