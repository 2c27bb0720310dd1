import { dateOf } from './database.js';
import type { AccountContext, Occasion } from './account-context.js';
import type { Database } from './database.js';
import { recordSignIn } from './sign-in-record.js';

/** Who somebody is at an issuer. Nothing else of what an issuer says is used: an address for mail can be given away. */
export interface OpenIdIdentity {
  readonly issuer: string;
  /** Empty where the issuer has no tenants. */
  readonly tenant: string;
  readonly subject: string;
}

export async function findOpenIdPerson(
  database: Database,
  { issuer, tenant, subject }: OpenIdIdentity,
): Promise<string | null> {
  const [row] = await database.query<{ find_openid_person: string }[]>('SELECT find_openid_person($1, $2, $3)', [
    ...[issuer, tenant, subject],
  ]);
  return row?.find_openid_person ?? null;
}

/** Follows an invitation with an identity: burns it, and from then on the identity signs the person in. Null when it is over. */
export async function linkIdentity(
  context: AccountContext,
  invitationId: string,
  { issuer, tenant, subject }: OpenIdIdentity,
  occasion: Occasion,
): Promise<string | null> {
  const [row] = await context.database.query<{ whose: string }[]>(
    'SELECT link_openid_identity($1, $2, $3, $4, $5) AS whose',
    [issuer, tenant, subject, invitationId, dateOf(occasion.now)],
  );
  if (!row) return null;
  const personId = row.whose;
  const changed = { action: 'AccountChange', outcome: 'done', reason: 'openid-link', personId } as const;
  await recordSignIn(context, changed, occasion);
  return personId;
}
