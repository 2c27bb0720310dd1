import { dateOf } from './database.js';
import type { AccountContext, Occasion } from './account-context.js';
import type { Database } from './database.js';
import { useInvitation } from './invitations.js';
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
  const personId = await useInvitation(context.database, invitationId, occasion.now);
  if (personId === null) return null;
  await context.database.query('SELECT link_openid_identity($1, $2, $3, $4, $5)', [
    ...[issuer, tenant, subject, personId, dateOf(occasion.now)],
  ]);
  const changed = { action: 'AccountChange', outcome: 'done', reason: 'openid-link', personId } as const;
  await recordSignIn(context, changed, occasion);
  return personId;
}
