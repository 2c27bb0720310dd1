import { isKeyScope } from '#domain/access';
import type { KeyScope } from '#domain/access';
import type { NewId, ProviderId } from '#domain/kernel';
import { instantOf } from '#domain/time';
import type { Instant } from '#domain/time';
import type { Transaction } from '#persistence';
import { hashSecret, newKeySecret } from '#platform';
import { appendAudit } from './audit-trail.js';
import { recordDeploymentEvent } from './deployment-events.js';

const MARK = 'hw_';
const PREFIX_LENGTH = 8;

/** A key as a list shows it; the secret itself is kept nowhere. */
export interface ListedKey {
  readonly keyId: string;
  readonly providerId: ProviderId;
  readonly providerCode: string;
  readonly providerName: string;
  /** The first characters of the secret after `hw_`, by which a key that leaked can be found. */
  readonly prefix: string;
  readonly scopes: readonly KeyScope[];
  readonly issuedAt: Instant;
  /** A person's name, or `cli:` and a user. */
  readonly issuedBy: string;
  readonly expiresAt: Instant;
  readonly lastUsedAt: Instant | null;
  readonly revokedAt: Instant | null;
  /** Whoever issued it is suspended: it opens nothing until they are confirmed. */
  readonly isIssuerSuspended: boolean;
}

export interface KeyWish {
  readonly providerId: ProviderId;
  readonly scopes: readonly KeyScope[];
  readonly days: number;
}

export type KeyIssue =
  | { readonly kind: 'issued'; readonly keyId: string; readonly secret: string }
  /** Two keys are in force already: one has to be taken back first. */
  | { readonly kind: 'too-many' };

/** Stores a new key and gives its secret, this once. Only its hash is kept; who issued it is put on record with it. */
export async function issueKey(tx: Transaction, wish: KeyWish, newId: NewId): Promise<KeyIssue> {
  const [keyId, secret] = [newId(), `${MARK}${newKeySecret()}`];
  const prefix = secret.slice(MARK.length, MARK.length + PREFIX_LENGTH);
  const [row] = await tx.query<{ is_issued: boolean }>(
    'SELECT issue_provider_key($1, $2, $3, $4, $5, $6, $7) AS is_issued',
    [keyId, wish.providerId, prefix, hashSecret(secret), wish.scopes, wish.days, tx.context.actorName],
  );
  if (row?.is_issued !== true) return { kind: 'too-many' };
  await recordChange(tx, 'ProviderKeyIssue', keyId, wish.providerId, newId);
  return { kind: 'issued', keyId, secret };
}

/** Takes a key back, at once. False where there is no such key in force that the acting organisation has to do with. */
export async function revokeKey(tx: Transaction, keyId: string, newId: NewId): Promise<boolean> {
  const [row] = await tx.query<{ provider_id: string | null }>('SELECT revoke_provider_key($1, $2) AS provider_id', [
    keyId,
    tx.context.actorName,
  ]);
  if (!row?.provider_id) return false;
  await recordChange(tx, 'ProviderKeyRevoke', keyId, row.provider_id, newId);
  return true;
}

/**
 * Takes back the keys that people issued in the provider that a membership of theirs was in, once that is over: whoever
 * was shown a key may have kept it, and it opens every authority that the provider works for.
 */
export async function revokeKeysOf(tx: Transaction, membershipIds: readonly string[], newId: NewId): Promise<void> {
  const keys = await tx.query<{ key_id: string }>(
    `SELECT DISTINCT k.key_id FROM membership m
     JOIN list_provider_keys() k ON k.provider_id = m.provider_id AND k.created_by = m.person_id::text
     WHERE m.authority = $1 AND m.id = ANY($2::uuid[]) AND k.revoked_at IS NULL AND k.expires_at > $3`,
    [tx.context.authority, membershipIds, new Date(tx.now.epochMilliseconds)],
  );
  for (const { key_id } of keys) await revokeKey(tx, key_id, newId);
}

/** With the acting authority, and for the whole deployment, because a key opens every authority its provider works for. */
async function recordChange(
  tx: Transaction,
  action: 'ProviderKeyIssue' | 'ProviderKeyRevoke',
  keyId: string,
  providerId: ProviderId,
  newId: NewId,
): Promise<void> {
  const { actorName: actor, personId, address, requestId } = tx.context;
  await appendAudit(tx, { action, itemId: keyId, itemCount: 1, childIds: [] }, newId);
  const reason = action === 'ProviderKeyIssue' ? 'issued' : 'revoked';
  await recordDeploymentEvent(
    tx,
    {
      ...{ action: 'ProviderKeyChange', outcome: 'done', actor, personId, address, requestId },
      ...{ providerId, itemId: keyId, reason },
    },
    tx.now,
    newId,
  );
}

/** The keys of the own provider, or of those that work for the authority, ended ones included, newest first. */
export async function listKeys(tx: Transaction): Promise<readonly ListedKey[]> {
  const rows = await tx.query<KeyRow>('SELECT * FROM list_provider_keys()');
  return rows.map((row) => ({
    ...{ keyId: row.key_id, providerId: row.provider_id, providerCode: row.provider_code },
    ...{ providerName: row.provider_name, prefix: row.prefix, scopes: row.scopes.filter(isKeyScope) },
    ...{ issuedAt: instantOf(row.created_at), issuedBy: row.issuer_name ?? row.created_by },
    expiresAt: instantOf(row.expires_at),
    lastUsedAt: row.last_used_at && instantOf(row.last_used_at),
    revokedAt: row.revoked_at && instantOf(row.revoked_at),
    isIssuerSuspended: row.is_issuer_suspended,
  }));
}

interface KeyRow {
  readonly key_id: string;
  readonly provider_id: string;
  readonly provider_code: string;
  readonly provider_name: string;
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly created_at: Date;
  readonly created_by: string;
  readonly issuer_name: string | null;
  readonly expires_at: Date;
  readonly last_used_at: Date | null;
  readonly revoked_at: Date | null;
  readonly is_issuer_suspended: boolean;
}
