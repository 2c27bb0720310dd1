import { appendAudit } from '#access';
import type { AuditAction } from '#access';
import { needsReason } from '#domain/access';
import type { Decision } from '#domain/access';
import type { ChildId } from '#domain/kernel';
import { instantOf } from '#domain/time';
import { asService, inTransaction } from '#persistence';
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
  | { readonly kind: 'reason-needed' };

/** A child whose record somebody may see, as far as it takes to decide about opening it. */
export interface SeenChild {
  readonly childId: ChildId;
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
 * is put on record with the child it would have been. `work` gives null where something below the child is not there.
 */
export async function openChild<Value>(
  tx: Transaction,
  asked: Asked,
  work: (child: SeenChild) => Promise<Value | null>,
): Promise<Opened<Value>> {
  const found = await findSeen(tx, asked.childId);
  if (!found) return refuse(tx, asked);
  if (needsReason(found, tx.now)) {
    await appendAudit(
      tx,
      { action: 'ChildReasonAsk', itemId: found.childId, itemCount: 0, childIds: [found.childId] },
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
 * The same for a change: the child's record is locked first, so that two changes follow one another, and a change that
 * is refused is on record with the code for why.
 */
export async function changeChild<Value, Refusal extends string>(
  tx: Transaction,
  asked: Asked,
  work: (child: SeenChild) => Promise<Decision<Value, Refusal> | null>,
): Promise<Opened<Decision<Value, Refusal>>> {
  if (isUuid(asked.childId))
    await asService(tx, () =>
      tx.query('SELECT FROM child WHERE authority = $1 AND id = $2 FOR UPDATE', [tx.context.authority, asked.childId]),
    );
  return openChild(tx, asked, async (child) => {
    const decision = await work(child);
    if (decision?.kind === 'refused') {
      const { childId } = child;
      const why = { outcome: 'refused', reason: decision.because } as const;
      await appendAudit(
        tx,
        { action: asked.action, itemId: childId, itemCount: 0, childIds: [childId], ...why },
        newId,
      );
    }
    return decision;
  });
}

/** A child in the view of whoever asks; null where there is none for them. */
export async function findSeen(
  tx: Transaction,
  childId: string,
): Promise<(SeenChild & { readonly lastReasonAt: ReturnType<typeof instantOf> | null }) | null> {
  if (!isUuid(childId)) return null;
  const [row] = await tx.query<{
    id: string;
    is_restricted: boolean;
    has_emergency: boolean;
    last_reason_at: Date | null;
  }>(
    `SELECT c.id, c.is_restricted,
       EXISTS (SELECT FROM child_admission a WHERE a.authority = c.authority AND a.child_id = c.id AND a.person_id = $3
         AND a.kind = 'emergency' AND a.starts_at <= transaction_timestamp() AND a.ends_at > transaction_timestamp()) AS has_emergency,
       (SELECT max(o.opened_at) FROM child_opening o
         WHERE o.authority = c.authority AND o.child_id = c.id AND o.person_id = $3) AS last_reason_at
     FROM child c WHERE c.authority = $1 AND c.id = $2`,
    [tx.context.authority, childId, tx.context.personId],
  );
  if (!row) return null;
  return {
    childId: row.id,
    isRestricted: row.is_restricted,
    hasEmergency: row.has_emergency,
    lastReasonAt: row.last_reason_at && instantOf(row.last_reason_at),
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

async function refuse(tx: Transaction, { childId, action }: Asked): Promise<{ readonly kind: 'not-there' }> {
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
