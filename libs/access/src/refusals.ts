import type { Action } from '#domain/access';
import type { ChildId, NewId } from '#domain/kernel';
import { systemContext } from '#persistence';
import type { Transaction, TransactionContext } from '#persistence';
import { keyName } from './acting.js';
import type { Origin } from './origin.js';
import { appendAudit } from './audit-trail.js';
import type { KnownProviderKey } from './known-key.js';
import type { SignedInPerson } from './sessions.js';

/** Whatever opens writing transactions. */
export interface Writer {
  write<Value>(
    context: TransactionContext,
    work: (casework: { readonly tx: Transaction }) => Promise<Value>,
  ): Promise<Value>;
}

/** Who tried: a person with a session, or a provider's machine. */
export type Asker =
  | { readonly kind: 'person'; readonly person: SignedInPerson }
  | { readonly kind: 'machine'; readonly key: KnownProviderKey };

/** What was tried, by which action of the table, and which record the address named, if any. */
interface Refused {
  readonly action: Action;
  readonly named: string | null;
}

/**
 * Puts on record, with every authority that the asker works for, that something was tried and not permitted. Where the
 * address named a child of that authority, or an episode of one, the child is on record with it.
 */
export async function recordRefusal(
  writer: Writer,
  asker: Asker,
  { action, named }: Refused,
  origin: Origin,
  newId: NewId,
): Promise<void> {
  for (const authority of authoritiesOf(asker)) {
    const context = { ...systemContext(authority, nameOf(asker), origin.requestId), address: origin.address };
    const personId = asker.kind === 'person' ? asker.person.personId : null;
    await writer.write({ ...context, personId }, async ({ tx }) => {
      const childIds = named === null ? [] : await childrenNamedBy(tx, named);
      const [itemId] = childIds;
      const entry = { action: 'AccessRefused', itemCount: 0, outcome: 'refused', reason: action } as const;
      await appendAudit(tx, { ...entry, childIds, ...(itemId !== undefined && { itemId }) }, newId);
    });
  }
}

async function childrenNamedBy(tx: Transaction, id: string): Promise<readonly ChildId[]> {
  const rows = await tx.query<{ child_id: ChildId }>(
    `SELECT id AS child_id FROM child WHERE authority = $1 AND id = $2
     UNION SELECT child_id FROM missing_episode WHERE authority = $1 AND id = $2`,
    [tx.context.authority, id],
  );
  return rows.map(({ child_id }) => child_id);
}

function nameOf(asker: Asker): string {
  return asker.kind === 'person' ? asker.person.personId : keyName(asker.key);
}

function authoritiesOf(asker: Asker): readonly string[] {
  return asker.kind === 'machine' ? [] : [...new Set(asker.person.memberships.map(({ authority }) => authority))];
}
