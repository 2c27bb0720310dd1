import type { ListedKey } from '#access';
import { MOST_KEYS_IN_FORCE } from '#domain/access';
import type { KeyScope } from '#domain/access';
import { dayInLondon, isAfter, showDay, showInstant } from '#domain/time';
import type { Instant } from '#domain/time';
import type { AuthorityChoice } from '../forms/authority-choice.js';

const scopeWords: Readonly<Record<KeyScope, string>> = {
  'returns:send': 'send returns',
  'returns:read': 'read what became of them',
};

export interface KeyRowView {
  readonly shown: string;
  readonly provider: string;
  readonly scopes: string;
  readonly issued: string;
  readonly ends: string;
  readonly used: string;
  readonly state: string;
  readonly colour: string;
  /** Where it is taken back; null once it is over. */
  readonly revoke: string | null;
}

export interface KeysView {
  readonly choice: AuthorityChoice;
  readonly keys: readonly KeyRowView[];
  /** A provider issues its own keys; the council sees and takes back. */
  readonly isIssuer: boolean;
  readonly isFull: boolean;
  readonly most: number;
  readonly action: string;
  readonly canSend: boolean;
  readonly canRead: boolean;
  readonly days: string;
}

export interface KeyWishView {
  readonly scopes: readonly KeyScope[];
  readonly days: string;
}

export const freshWish: KeyWishView = { scopes: ['returns:send', 'returns:read'], days: '365' };

export function presentKeys(
  keys: readonly ListedKey[],
  choice: AuthorityChoice,
  isIssuer: boolean,
  now: Instant,
  wish: KeyWishView = freshWish,
): KeysView {
  return {
    ...{ choice, isIssuer, most: MOST_KEYS_IN_FORCE },
    keys: keys.map((key) => rowOf(key, choice.authority, now)),
    isFull: isIssuer && keys.filter((key) => isInForce(key, now)).length >= MOST_KEYS_IN_FORCE,
    action: `/keys?authority=${choice.authority}`,
    canSend: wish.scopes.includes('returns:send'),
    canRead: wish.scopes.includes('returns:read'),
    days: wish.days,
  };
}

function rowOf(key: ListedKey, authority: string, now: Instant): KeyRowView {
  const isOpen = isInForce(key, now);
  return {
    shown: `hw_${key.prefix}…`,
    provider: key.providerName,
    scopes: key.scopes.map((scope) => scopeWords[scope]).join(', '),
    issued: `${showDay(dayInLondon(key.issuedAt))}, by ${key.issuedBy}`,
    ends: key.revokedAt ? showInstant(key.revokedAt) : showDay(dayInLondon(key.expiresAt)),
    used: key.lastUsedAt ? showInstant(key.lastUsedAt) : 'never',
    ...stateOf(key, isOpen),
    revoke: isOpen ? `/keys/${key.keyId}/revoke?authority=${authority}` : null,
  };
}

function stateOf({ revokedAt, isIssuerSuspended }: ListedKey, isOpen: boolean): Pick<KeyRowView, 'state' | 'colour'> {
  if (revokedAt) return { state: 'Taken back', colour: 'grey' };
  if (!isOpen) return { state: 'Over', colour: 'grey' };
  return isIssuerSuspended
    ? { state: 'Opens nothing: issuer suspended', colour: 'yellow' }
    : { state: 'In force', colour: 'green' };
}

function isInForce({ revokedAt, expiresAt }: ListedKey, now: Instant): boolean {
  return revokedAt === null && isAfter(expiresAt, now);
}
