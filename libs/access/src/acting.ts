import { grantOf, isProviderRole, isRole, scopeOfAction } from '#domain/access';
import type { Action, Grant, KeyScope, Role } from '#domain/access';
import type { AuthorityCode } from '#domain/kernel';
import type { TransactionContext } from '#persistence';
import type { KnownProviderKey } from './known-key.js';
import type { Origin } from './origin.js';
import type { Membership, SignedInPerson } from './sessions.js';

interface Permitted {
  readonly membership: Membership;
  readonly role: Role;
  readonly grant: Grant;
}

/**
 * The context in which a person may do something: that of the first of their memberships that permits it, for the
 * authority asked for or else for any. Null where none does.
 */
export function contextOfPerson(
  person: SignedInPerson,
  action: Action,
  origin: Origin,
  asked?: AuthorityCode,
): TransactionContext | null {
  const [permitted] = person.memberships
    .filter(({ authority }) => asked === undefined || authority === asked)
    .flatMap((membership) => permits(membership, action));
  if (!permitted) return null;
  const { membership, role, grant } = permitted;
  return {
    ...{ authority: membership.authority, personId: person.personId, actorName: person.personId },
    ...{ actor: isProviderRole(role) ? 'provider' : 'authority', providerId: membership.providerId },
    ...{ role, team: membership.team, reach: grant.reach, fields: grant.fields, ...origin },
  };
}

function permits(membership: Membership, action: Action): readonly Permitted[] {
  const { role } = membership;
  if (!isRole(role) || isProviderRole(role) !== (membership.providerId !== null)) return [];
  const grant = grantOf(role, action);
  return grant ? [{ membership, role, grant }] : [];
}

/** The context in which a provider's machine may do something for an authority; null where machines or its key may not. */
export function contextOfKey(
  key: KnownProviderKey,
  action: Action,
  origin: Origin,
  authority: AuthorityCode,
): TransactionContext | null {
  const grant = grantOf('machine', action);
  const scope = scopeOfAction(action);
  if (!grant || scope === null || !key.scopes.includes(scope)) return null;
  return {
    ...{ authority, actor: 'provider', providerId: key.providerId, personId: null, actorName: keyName(key) },
    ...{ role: 'machine', team: null, reach: grant.reach, fields: grant.fields, ...origin },
  };
}

/** The scope that a key would need for an action that machines may do; null where it has it, or where none would help. */
export function missingScope(key: KnownProviderKey, action: Action): KeyScope | null {
  const scope = scopeOfAction(action);
  return scope !== null && !key.scopes.includes(scope) ? scope : null;
}

/** How the record names a key. */
export function keyName(key: KnownProviderKey): string {
  return `key:${key.keyId}`;
}
