import { appendAudit } from '#access';
import type { AuditAction } from '#access';
import { needsReason } from '#domain/access';
import type { Decision } from '#domain/access';
import type { ChildId } from '#domain/kernel';
import { instantOf } from '#domain/time';
import type { Instant } from '#domain/time';
import { asService, inTransaction, recordsOfChild } from '#persistence';
import type { Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';

/**
 * What becomes of somebody's wish to open a record. `not-there` is said alike of a child that does not exist, is
 * another council's or provider's, is restricted to others or deleted, and of what is no id at all.
 */
export type Opened<Value> =
  | { readonly kind: 'opened'; readonly value: Value }
  | { readonly kind: 'not-there' }
  /** The record is restricted, the person is admitted, and has not said within the hour why they open it. */
  | { readonly kind: 'reason-needed' }
  /** The record is merged into another one of the same child, which stands in its place. */
  | { readonly kind: 'merged'; readonly into: ChildId };

/** A child whose record somebody may see, as far as it takes to decide about opening it. */
export interface SeenChild {
  /** The record that goes on, where several are merged. For a provider always the one that was asked for. */
  readonly childId: ChildId;
  /** All records of the child that the person sees, `childId` first. */
  readonly recordIds: readonly ChildId[];
  /** One of the records is restricted, which holds for all of them. */
  readonly isRestricted: boolean;
  /** The person sees it, or also sees it, by an emergency opening that is running. */
  readonly hasEmergency: boolean;
}

interface Asked {
  readonly childId: string;
  readonly action: AuditAction;
}

/**
 * Finds a child by row-level security, in the view of whoever asks, and opens the record. Whatever was asked for in vain
 * is put on record with the child it would have been. `work` gives null where something below the child is not there. Of
 * a record that is merged away the one that goes on is told, and both are put on record.
 */
export async function openChild<Value>(
  tx: Transaction,
  asked: Asked,
  work: (child: SeenChild) => Promise<Value | null>,
): Promise<Opened<Value>> {
  const found = await findSeen(tx, asked.childId);
  if (!found) return refuse(tx, asked);
  const itemId = asked.childId.toLowerCase();
  if (found.childId !== itemId) {
    const childIds = [found.childId, itemId];
    await appendAudit(tx, { action: asked.action, itemId, itemCount: 0, childIds }, newId);
    return { kind: 'merged', into: found.childId };
  }
  return openFound(tx, asked, found, work);
}

type Found = SeenChild & { readonly lastReasonAt: Instant | null };

async function openFound<Value>(
  tx: Transaction,
  asked: Asked,
  found: Found,
  work: (child: SeenChild) => Promise<Value | null>,
): Promise<Opened<Value>> {
  if (needsReason(found, tx.now)) {
    await appendAudit(
      tx,
      { action: 'ChildReasonAsk', itemId: found.childId, itemCount: 0, childIds: found.recordIds },
      newId,
    );
    return { kind: 'reason-needed' };
  }
  const value = await work(found);
  return value === null ? refuse(tx, asked) : { kind: 'opened', value };
}

/** The same for what is read elsewhere in transactions of its own: gives the child's id once the record may be opened. */
export function openRecord(
  database: Parameters<typeof inTransaction>[0],
  context: TransactionContext,
  asked: Asked,
): Promise<Opened<ChildId>> {
  return inTransaction(database, context, (tx) => openChild(tx, asked, ({ childId }) => Promise.resolve(childId)));
}

/**
 * The same for a change: the child's records are locked first, so that two changes follow one another, and a change that
 * is refused is on record with the code for why. A change of a record that is merged away is made to the child it is.
 */
export async function changeChild<Value, Refusal extends string>(
  tx: Transaction,
  asked: Asked,
  work: (child: SeenChild) => Promise<Decision<Value, Refusal> | null>,
): Promise<Opened<Decision<Value, Refusal>>> {
  await lockRecords(tx, [asked.childId]);
  const found = await findSeen(tx, asked.childId);
  if (!found) return refuse(tx, asked);
  return openFound(tx, asked, found, async (child) => {
    const decision = await work(child);
    if (decision?.kind === 'refused') {
      const { childId, recordIds: childIds } = child;
      const why = { outcome: 'refused', reason: decision.because } as const;
      await appendAudit(tx, { action: asked.action, itemId: childId, itemCount: 0, childIds, ...why }, newId);
    }
    return decision;
  });
}

/** Locks children with all their records, always in the order of the ids, so that nobody waits for one another. */
export async function lockRecords(tx: Transaction, childIds: readonly string[]): Promise<void> {
  await asService(tx, () =>
    tx.query(
      `SELECT FROM child WHERE authority = $1 AND id IN (
         SELECT unnest(records_of_child($1, a.id)) FROM unnest($2::uuid[]) AS a (id))
       ORDER BY id FOR UPDATE`,
      [tx.context.authority, childIds.filter(isUuid)],
    ),
  );
}

/** A child in the view of whoever asks; null where there is none for them. */
export async function findSeen(tx: Transaction, childId: string): Promise<Found | null> {
  if (!isUuid(childId)) return null;
  const [row] = await tx.query<{ id: ChildId; is_guarded: boolean }>(
    'SELECT id, is_guarded FROM child WHERE authority = $1 AND id = $2',
    [tx.context.authority, childId],
  );
  if (!row) return null;
  // A child that nothing sets apart has one record, and is not restricted.
  if (!row.is_guarded) return { ...(await readOpeningFacts(tx, row.id)), childId: row.id, recordIds: [row.id] };
  const recordIds = await recordsOfChild(tx, row.id);
  const facts = await asService(tx, () => readOpeningFacts(tx, row.id));
  return { ...facts, childId: recordIds[0] ?? row.id, recordIds };
}

/** What stands on any record of the child: a restriction, an emergency opening of who asks, and when they last said why. */
async function readOpeningFacts(
  tx: Transaction,
  childId: ChildId,
): Promise<Pick<Found, 'isRestricted' | 'hasEmergency' | 'lastReasonAt'>> {
  const [row] = await tx.query<{ is_restricted: boolean; has_emergency: boolean; last_reason_at: Date | null }>(
    `WITH records AS MATERIALIZED (SELECT unnest(records_of_child($1, $2)) AS id)
     SELECT
       EXISTS (SELECT FROM child c WHERE c.authority = $1 AND c.id IN (SELECT id FROM records) AND c.is_restricted) AS is_restricted,
       EXISTS (SELECT FROM child_admission a
         WHERE a.authority = $1 AND a.child_id IN (SELECT id FROM records) AND a.person_id = $3 AND a.kind = 'emergency'
           AND a.starts_at <= transaction_timestamp() AND a.ends_at > transaction_timestamp()) AS has_emergency,
       (SELECT max(o.opened_at) FROM child_opening o
         WHERE o.authority = $1 AND o.child_id IN (SELECT id FROM records) AND o.person_id = $3) AS last_reason_at`,
    [tx.context.authority, childId, tx.context.personId],
  );
  return {
    isRestricted: row?.is_restricted ?? false,
    hasEmergency: row?.has_emergency ?? false,
    lastReasonAt: row?.last_reason_at ? instantOf(row.last_reason_at) : null,
  };
}

/** Who acts. Only people open records. */
export function personOf(tx: Transaction): string {
  if (tx.context.personId === null) throw new Error('Nobody acts in this transaction.');
  return tx.context.personId;
}

export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

/** Puts on record that a child was asked for in vain, with the child it would have been. */
export async function refuse(tx: Transaction, { childId, action }: Asked): Promise<{ readonly kind: 'not-there' }> {
  const itemId = isUuid(childId) ? childId.toLowerCase() : null;
  await asService(tx, async () => {
    const hidden =
      itemId === null
        ? []
        : await tx.query<{ id: string }>('SELECT id FROM child WHERE authority = $1 AND id = $2', [
            tx.context.authority,
            itemId,
          ]);
    await appendAudit(
      tx,
      {
        ...{ action, itemCount: 0, childIds: hidden.map(({ id }) => id), outcome: 'refused' },
        ...(itemId !== null && { itemId }),
      },
      newId,
    );
  });
  return { kind: 'not-there' };
}
