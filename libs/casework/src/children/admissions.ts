import type { Transaction } from '#persistence';
import { newId } from '#platform';

/**
 * The condition that a place `a` on an access list is held at this moment. A transaction that waited for its turn began
 * before what was changed in the meantime, so its own time says nothing here.
 */
export const listedNow = `a.kind = 'listed' AND (a.ends_at IS NULL OR a.ends_at > clock_timestamp())`;

/** Puts somebody on the access list of a child's record, without end. */
export async function insertListed(tx: Transaction, childId: string, personId: string, reason: string): Promise<void> {
  await tx.query(
    `INSERT INTO child_admission
       (authority, id, child_id, person_id, kind, reason, starts_at, created_at, created_by, modified_at, modified_by)
     VALUES ($1, $2, $3, $4, 'listed', $5, transaction_timestamp(), transaction_timestamp(), $6, transaction_timestamp(), $6)`,
    [tx.context.authority, newId(), childId, personId, reason, tx.context.actorName],
  );
}

/** Ends the places on the access list of everybody, or of one person. What ended stays on record, and none ends before it began. */
export async function endListed(tx: Transaction, childId: string, personId: string | null): Promise<void> {
  await tx.query(
    `UPDATE child_admission a
     SET ends_at = greatest(starts_at, transaction_timestamp()), modified_at = transaction_timestamp(), modified_by = $4
     WHERE authority = $1 AND child_id = $2 AND ${listedNow} AND ($3::uuid IS NULL OR person_id = $3)`,
    [tx.context.authority, childId, personId, tx.context.actorName],
  );
}

export async function setRestricted(tx: Transaction, childId: string, isRestricted: boolean): Promise<void> {
  await tx.query(
    `UPDATE child SET is_restricted = $3, modified_at = transaction_timestamp(), modified_by = $4
     WHERE authority = $1 AND id = $2`,
    [tx.context.authority, childId, isRestricted, tx.context.actorName],
  );
}
