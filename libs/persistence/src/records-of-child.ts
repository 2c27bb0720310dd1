import type { ChildId } from '#domain/kernel';
import type { Transaction } from './transaction.js';

/**
 * The records that make up one child, as far as they are visible and not deleted, whichever of them is asked for; the
 * one that goes on first. What is given out, kept or deleted about a child goes over all of them. None where the one that
 * is asked for is not visible. A provider sees no merge, and so its own record alone.
 */
export async function recordsOfChild(tx: Transaction, childId: ChildId): Promise<readonly ChildId[]> {
  const rows = await tx.query<{ id: ChildId }>(
    `SELECT c.id FROM unnest(records_of_child($1, $2)) WITH ORDINALITY AS f (id, place)
     JOIN child c ON c.authority = $1 AND c.id = f.id AND c.deleted_at IS NULL
     WHERE EXISTS (SELECT FROM child o WHERE o.authority = $1 AND o.id = $2 AND o.deleted_at IS NULL)
     ORDER BY f.place`,
    [tx.context.authority, childId],
  );
  return rows.map(({ id }) => id);
}

/** Of each record that is merged away, the one that goes on. Merges are few, so they are read at once. */
export async function readSurvivors(tx: Transaction): Promise<ReadonlyMap<ChildId, ChildId>> {
  const rows = await tx.query<{ child_id: ChildId; into_child_id: ChildId }>(
    'SELECT child_id, into_child_id FROM child_merge WHERE authority = $1 AND undone_at IS NULL',
    [tx.context.authority],
  );
  return new Map(rows.map(({ child_id, into_child_id }) => [child_id, into_child_id]));
}
