import type { ChildId } from '#domain/kernel';
import type { Transaction } from '#persistence';
import { newId } from '#platform';

/**
 * The condition that a place `a` on an access list is held at this moment. A transaction that waited for its turn began
 * before what was changed in the meantime, so its own time says nothing here.
 */
export const listedNow = `a.kind = 'listed' AND (a.ends_at IS NULL OR a.ends_at > clock_timestamp())`;

/*
 * What is decided of a child is written to each of its records, so that it outlasts the undoing of a merge.
 */

/** Puts somebody on the access list of some records, without end. */
export async function insertListed(
  tx: Transaction,
  recordIds: readonly ChildId[],
  personId: string,
  reason: string,
): Promise<void> {
  await tx.query(
    `INSERT INTO child_admission
       (authority, id, child_id, person_id, kind, reason, starts_at, created_at, created_by, modified_at, modified_by)
     SELECT $1, n.id, n.child_id, $4, 'listed', $5, transaction_timestamp(), transaction_timestamp(), $6, transaction_timestamp(), $6
     FROM unnest($2::uuid[], $3::uuid[]) AS n (id, child_id)`,
    [tx.context.authority, recordIds.map(() => newId()), recordIds, personId, reason, tx.context.actorName],
  );
}

/** Ends the places on the access lists of everybody, or of one person. What ended stays on record, and none ends before it began. */
export async function endListed(
  tx: Transaction,
  recordIds: readonly ChildId[],
  personId: string | null,
): Promise<void> {
  await tx.query(
    `UPDATE child_admission a
     SET ends_at = greatest(starts_at, transaction_timestamp()), modified_at = transaction_timestamp(), modified_by = $4
     WHERE authority = $1 AND child_id = ANY($2::uuid[]) AND ${listedNow} AND ($3::uuid IS NULL OR person_id = $3)`,
    [tx.context.authority, recordIds, personId, tx.context.actorName],
  );
}

export async function setRestricted(
  tx: Transaction,
  recordIds: readonly ChildId[],
  isRestricted: boolean,
): Promise<void> {
  await tx.query(
    `UPDATE child SET is_restricted = $3, modified_at = transaction_timestamp(), modified_by = $4
     WHERE authority = $1 AND id = ANY($2::uuid[]) AND is_restricted <> $3`,
    [tx.context.authority, recordIds, isRestricted, tx.context.actorName],
  );
}

/** The records that are restricted themselves: who is admitted to the child is put on the lists of these. */
export async function restrictedAmong(tx: Transaction, recordIds: readonly ChildId[]): Promise<readonly ChildId[]> {
  const rows = await tx.query<{ id: ChildId }>(
    'SELECT id FROM child WHERE authority = $1 AND id = ANY($2::uuid[]) AND is_restricted',
    [tx.context.authority, recordIds],
  );
  return rows.map(({ id }) => id);
}
