import type { EmergencyOpening, ReviewFinding } from '#domain/access';
import type { ChildId } from '#domain/kernel';
import { instantOf } from '#domain/time';
import type { SqlValue, Transaction } from '#persistence';

/** An emergency opening with the names of who opened and who reviewed it. */
export interface EmergencyRecord extends EmergencyOpening {
  readonly id: string;
  readonly childId: ChildId;
  readonly openedByName: string;
  readonly reason: string;
  readonly reviewedByName: string | null;
  readonly finding: ReviewFinding | null;
  readonly note: string | null;
}

interface EmergencyRow {
  readonly id: string;
  readonly child_id: string;
  readonly person_id: string;
  readonly opened_by_name: string;
  readonly reason: string;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly reviewed_at: Date | null;
  readonly reviewed_by_name: string | null;
  readonly review_finding: ReviewFinding | null;
  readonly review_note: string | null;
}

/** Emergency openings of the authority that answer to a condition on `a`, the latest first. */
export async function listEmergencies(
  tx: Transaction,
  condition: string,
  parameters: readonly SqlValue[],
): Promise<readonly EmergencyRecord[]> {
  const rows = await tx.query<EmergencyRow>(
    `SELECT a.id, a.child_id, a.person_id, p.display_name AS opened_by_name, a.reason, a.starts_at, a.ends_at,
       a.reviewed_at, r.display_name AS reviewed_by_name, a.review_finding, a.review_note
     FROM child_admission a JOIN person p ON p.id = a.person_id LEFT JOIN person r ON r.id = a.reviewed_by
     WHERE a.authority = $1 AND a.kind = 'emergency' AND (${condition}) ORDER BY a.starts_at DESC, a.id DESC`,
    [tx.context.authority, ...parameters],
  );
  return rows.map((row) => ({
    id: row.id,
    childId: row.child_id,
    openedBy: row.person_id,
    openedByName: row.opened_by_name,
    reason: row.reason,
    startsAt: instantOf(row.starts_at),
    endsAt: instantOf(row.ends_at),
    reviewedAt: row.reviewed_at && instantOf(row.reviewed_at),
    reviewedByName: row.reviewed_by_name,
    finding: row.review_finding,
    note: row.review_note,
  }));
}
