import type { KnownProviderKey, SignedInPerson } from '#access';
import type { AuthorityCode } from '#domain/kernel';
import type { TransactionContext } from '#persistence';
import { Problem } from './problem.js';

/** The one role that may read the worklist and the reports of its council, until further roles are set out. */
const READER = 'commissioner';

/** The context in which a person reads for a council: the one asked for, or else the first they may act for. */
export function councilContext(person: SignedInPerson, requestId: string, asked?: AuthorityCode): TransactionContext {
  const membership = person.memberships.find(
    ({ authority, role, providerId }) =>
      role === READER && providerId === null && (asked === undefined || authority === asked),
  );
  if (!membership) throw new Problem('not-permitted', 'You may not read this; ask whoever gave you access.');
  return {
    authority: membership.authority,
    actor: 'authority',
    providerId: null,
    personId: person.personId,
    actorName: person.personId,
    requestId,
  };
}

/** The context in which a provider's machine reads what it sent to an authority. */
export function providerContext(
  key: KnownProviderKey,
  requestId: string,
  authority: AuthorityCode,
): TransactionContext {
  return {
    authority,
    actor: 'provider',
    providerId: key.providerId,
    personId: null,
    actorName: keyName(key),
    requestId,
  };
}

/** How the record names a key. */
export function keyName(key: KnownProviderKey): string {
  return `key:${key.keyId}`;
}
