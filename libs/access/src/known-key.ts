import { isKeyScope } from '#domain/access';
import type { KeyScope } from '#domain/access';
import type { NewId, ProviderId } from '#domain/kernel';
import type { Instant } from '#domain/time';
import { hashSecret } from '#platform';
import type { Database } from './database.js';
import { recordKeyAttempt } from './deployment-events.js';

/** A provider's machine that has shown a key in force. */
export interface KnownProviderKey {
  readonly keyId: string;
  readonly providerId: ProviderId;
  readonly providerCode: string;
  readonly scopes: readonly KeyScope[];
}

interface FoundKey {
  readonly key_id: string;
  readonly provider_id: string;
  readonly provider_code: string;
  readonly scopes: readonly string[];
  readonly state: 'in-force' | 'expired' | 'revoked' | 'issuer-suspended' | 'no-agreement';
}

/** Where an attempt came from. */
interface AttemptOrigin {
  readonly requestId: string;
  readonly address: string | null;
}

/**
 * The provider that a key belongs to, as it stands at this moment. Null when it is unknown, over or taken back, while
 * whoever issued it is suspended, or when its provider has no sharing agreement in force with anybody: why, only the record
 * of the deployment says.
 */
export async function findProviderKey(
  database: Database,
  secret: string,
  now: Instant,
  origin: AttemptOrigin,
  newId: NewId,
): Promise<KnownProviderKey | null> {
  const [row] = await database.query<FoundKey[]>('SELECT * FROM find_provider_key($1, $2)', [
    hashSecret(secret),
    new Date(now.epochMilliseconds),
  ]);
  if (row?.state !== 'in-force') {
    const known = row && { actor: `key:${row.key_id}`, itemId: row.key_id, providerId: row.provider_id };
    await recordKeyAttempt(
      database,
      { actor: 'nobody', ...known, ...origin, reason: row?.state ?? 'unknown' },
      now,
      newId,
    );
    return null;
  }
  return {
    ...{ keyId: row.key_id, providerId: row.provider_id, providerCode: row.provider_code },
    scopes: row.scopes.filter(isKeyScope),
  };
}
