import { appendAudit } from '#access';
import { decideBreakGlass } from '#domain/access';
import type { Decision, ReasonRefusal } from '#domain/access';
import type { ChildId } from '#domain/kernel';
import { asService, childFilter } from '#persistence';
import type { Transaction, TransactionContext } from '#persistence';
import { keyedHash, newId } from '#platform';
import type { Casework } from '../casework.js';
import { isUuid, personOf } from './open-child.js';

export type BrokenGlass =
  | { readonly kind: 'opened'; readonly childId: ChildId }
  /** No such child here, or one whose record is deleted: which of the two is not said. */
  | { readonly kind: 'no-record' };

/** Who breaks the glass, in which view they read records otherwise, and how a search in vain is hashed. */
export interface GlassBreaker {
  readonly context: TransactionContext;
  readonly reading: TransactionContext;
  readonly key: Uint8Array;
}

/**
 * Opens a record in an emergency, by the council's child ID or the opaque id, for people whose role permits it. The
 * reason is judged before anything is looked up. Whoever sees the record anyway needs no opening and gets none.
 */
export function breakGlass(
  casework: Casework,
  { context, reading, key }: GlassBreaker,
  sought: string,
  reason: string,
): Promise<Decision<BrokenGlass, ReasonRefusal>> {
  return casework.write(context, async ({ tx }): Promise<Decision<BrokenGlass, ReasonRefusal>> => {
    const decision = decideBreakGlass(reason, tx.now);
    if (decision.kind === 'refused') return decision;
    const words = sought.trim();
    return asService(tx, async () => {
      const child = await findSought(tx, reading, words);
      const id = newId();
      if (child && !child.is_visible) await insertEmergency(tx, id, child.id, decision.value);
      const why = { action: 'BreakGlassOpen', reason: decision.value.reason } as const;
      if (!child) {
        const soughtHash = keyedHash(key, `id ${words}`);
        const asked = isUuid(words) ? { itemId: words.toLowerCase() } : { soughtHash };
        await appendAudit(tx, { ...why, ...asked, itemCount: 0, childIds: [], outcome: 'refused' }, newId);
        return { kind: 'granted', value: { kind: 'no-record' } };
      }
      const itemId = child.is_visible ? child.id : id;
      await appendAudit(tx, { ...why, itemId, itemCount: child.is_visible ? 0 : 1, childIds: [child.id] }, newId);
      return { kind: 'granted', value: { kind: 'opened', childId: child.id } };
    });
  });
}

async function findSought(
  tx: Transaction,
  reading: TransactionContext,
  sought: string,
): Promise<{ readonly id: string; readonly is_visible: boolean } | null> {
  const filter = childFilter(reading, { authority: 'c.authority', id: 'c.id' }, 4);
  const [child] = await tx.query<{ id: string; is_visible: boolean }>(
    `SELECT c.id, ${filter.sql} AS is_visible
     FROM child c LEFT JOIN child_identity i ON i.authority = c.authority AND i.child_id = c.id
     WHERE c.authority = $1 AND c.deleted_at IS NULL AND (c.id = $2::uuid OR i.council_child_id = $3)
     ORDER BY c.id LIMIT 1 FOR UPDATE OF c`,
    [tx.context.authority, isUuid(sought) ? sought : null, sought, ...filter.parameters],
  );
  return child ?? null;
}

async function insertEmergency(
  tx: Transaction,
  id: string,
  childId: string,
  opening: {
    readonly reason: string;
    readonly startsAt: { readonly epochMilliseconds: number };
    readonly endsAt: { readonly epochMilliseconds: number };
  },
): Promise<void> {
  await tx.query(
    `INSERT INTO child_admission
       (authority, id, child_id, person_id, kind, reason, starts_at, ends_at, created_at, created_by, modified_at, modified_by)
     VALUES ($1, $2, $3, $4, 'emergency', $5, $6, $7, $6, $8, $6, $8)`,
    [
      ...[tx.context.authority, id, childId, personOf(tx), opening.reason],
      ...[new Date(opening.startsAt.epochMilliseconds), new Date(opening.endsAt.epochMilliseconds)],
      tx.context.actorName,
    ],
  );
}
