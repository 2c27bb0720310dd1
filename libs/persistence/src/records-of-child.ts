import type { ChildId } from '#domain/kernel';
import type { Transaction } from './transaction.js';

/**
 * The records that make up one child, as far as they are visible and not deleted: what is given out, kept or deleted
 * about a child goes over all of them. Records are not merged yet, so it is the one itself or none.
 */
export async function recordsOfChild(tx: Transaction, childId: ChildId): Promise<readonly ChildId[]> {
  const rows = await tx.query<{ id: ChildId }>(
    'SELECT id FROM child WHERE authority = $1 AND id = $2 AND deleted_at IS NULL',
    [tx.context.authority, childId],
  );
  return rows.map(({ id }) => id);
}
