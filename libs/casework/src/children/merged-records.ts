import { instantOf } from '#domain/time';
import type { Instant } from '#domain/time';
import type { ChildId } from '#domain/kernel';
import type { Transaction } from '#persistence';

/** A merge that stands, as the page of the record that goes on tells it. */
export interface StandingMerge {
  readonly id: string;
  /** The record that is merged away. */
  readonly childId: ChildId;
  /** What the council calls that record; null where it has no ID, or for those who are not given it. */
  readonly councilChildId: string | null;
  readonly mergedAt: Instant;
  readonly mergedByName: string;
  readonly reason: string;
}

/** The records that are merged into one, in the order in which they were. */
export async function listStandingMerges(tx: Transaction, into: ChildId): Promise<readonly StandingMerge[]> {
  const rows = await tx.query<{
    id: string;
    child_id: ChildId;
    council_child_id: string | null;
    merged_at: Date;
    merged_by_name: string;
    reason: string;
  }>(
    `SELECT m.id, m.child_id, i.council_child_id, m.merged_at, p.display_name AS merged_by_name, m.reason
     FROM child_merge m JOIN person p ON p.id = m.merged_by
     LEFT JOIN child_identity i ON i.authority = m.authority AND i.child_id = m.child_id
     WHERE m.authority = $1 AND m.into_child_id = $2 AND m.undone_at IS NULL ORDER BY m.merged_at, m.id`,
    [tx.context.authority, into],
  );
  return rows.map((row) => ({
    ...{ id: row.id, childId: row.child_id, councilChildId: row.council_child_id },
    ...{ mergedAt: instantOf(row.merged_at), mergedByName: row.merged_by_name, reason: row.reason },
  }));
}
