import type { Action } from '#domain/access';
import type { NewId } from '#domain/kernel';
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

/** Puts on record, with every authority that the asker works for, that something was tried and not permitted. */
export async function recordRefusal(
  writer: Writer,
  asker: Asker,
  action: Action,
  origin: Origin,
  newId: NewId,
): Promise<void> {
  for (const authority of authoritiesOf(asker)) {
    const context = { ...systemContext(authority, nameOf(asker), origin.requestId), address: origin.address };
    const personId = asker.kind === 'person' ? asker.person.personId : null;
    await writer.write({ ...context, personId }, ({ tx }) =>
      appendAudit(
        tx,
        { action: 'AccessRefused', itemCount: 0, childIds: [], outcome: 'refused', reason: action },
        newId,
      ),
    );
  }
}

function nameOf(asker: Asker): string {
  return asker.kind === 'person' ? asker.person.personId : keyName(asker.key);
}

function authoritiesOf(asker: Asker): readonly string[] {
  return asker.kind === 'machine' ? [] : [...new Set(asker.person.memberships.map(({ authority }) => authority))];
}
