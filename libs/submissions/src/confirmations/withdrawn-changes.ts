import { changeWithdrawn, note } from '#domain/submissions';
import type { Finding } from '#domain/submissions';
import { instantOf, showInstant } from '#domain/time';
import type { Instant } from '#domain/time';
import { asService } from '#persistence';
import type { Transaction } from '#persistence';

/** That a sender took a change back: who did, and when. */
interface Withdrawal {
  readonly by: string;
  readonly at: Instant;
}

/** By row, the changes of a submission that were withdrawn. */
type Withdrawals = ReadonlyMap<number, Withdrawal>;

/** In SQL whether the row of a finding `f` makes a change that was withdrawn. */
export const isOfWithdrawn = `EXISTS (
  SELECT FROM row_change w WHERE w.authority = f.authority AND w.submission_id = f.submission_id
    AND w.row_number = f.row_number AND w.state = 'withdrawn')`;

/** What was withdrawn of a submission that the asker may see. Who may see a return may know who answered it. */
export async function readWithdrawals(
  tx: Transaction,
  [authority, submissionId]: readonly [authority: string, submissionId: string],
): Promise<Withdrawals> {
  const rows = await asService(tx, () =>
    tx.query<{ row: number; at: Date; by: string }>(
      `SELECT c.row_number AS row, c.answered_at AS at,
         coalesce(p.display_name, CASE WHEN c.answered_by LIKE 'key:%' THEN 'a machine, by its key' ELSE c.answered_by END) AS by
       FROM row_change c LEFT JOIN person p ON p.id = c.person_id
       WHERE c.authority = $1 AND c.submission_id = $2 AND c.state = 'withdrawn'`,
      [authority, submissionId],
    ),
  );
  return new Map(rows.map(({ row, at, by }) => [row, { by, at: instantOf(at) }]));
}

/**
 * Findings as they are told once changes were withdrawn: of such a row that it was withdrawn, once, and nothing else of what
 * was found of it, which is work for nobody any more. What was found stays as it is kept.
 */
export function toldOfWithdrawn<Found extends Finding>(
  findings: readonly Found[],
  withdrawals: Withdrawals,
): readonly Found[] {
  const told = new Set<number>();
  return findings.flatMap((finding) => {
    const { row } = finding;
    const withdrawal = row === null ? undefined : withdrawals.get(row);
    if (row === null || !withdrawal) return [finding];
    if (told.has(row)) return [];
    told.add(row);
    return [{ ...finding, ...note(changeWithdrawn, withdrawal.by, showInstant(withdrawal.at)), column: null }];
  });
}
