import type { AuthorityCode } from '#domain/kernel';
import type { SqlValue, Transaction } from '#persistence';
import { hashSecret } from '#platform';
import type { AccountContext, Occasion } from './account-context.js';
import { appendAudit } from './audit-trail.js';
import { dateOf } from './database.js';
import type { DeploymentEvent } from './deployment-events.js';
import { recordRefusalOnce } from './deployment-events.js';
import type { FoundInvitation, OpenInvitation } from './invitations.js';
import type { Proof } from './local-accounts.js';
import { waitForPeople } from './manage-people.js';
import type { OpenIdIdentity } from './openid-identities.js';
import { hashPassword } from './passwords.js';
import { recordSignIn } from './sign-in-record.js';
import { beginPasswordStep } from './sign-in-steps.js';

/** What following an invitation works with. */
export interface FollowingContext extends AccountContext {
  /** Runs one transaction as the service, for an authority and in the name of a person. */
  readonly write: <Value>(
    authority: AuthorityCode,
    personId: string,
    work: (tx: Transaction) => Promise<Value>,
  ) => Promise<Value>;
}

/** An invitation as it was read, and the secret that shows who may follow it. */
export interface Followed {
  readonly secret: string;
  readonly invitation: OpenInvitation;
}

/**
 * Follows an invitation with a password: burns it, begins the account, puts the membership in force, or none of these.
 * Gives the secret of the next step; null when the invitation is over, or the person has an account by now.
 */
export async function acceptInvitation(
  context: FollowingContext,
  followed: Followed,
  password: string,
  occasion: Occasion,
): Promise<string | null> {
  const { authority, membershipId, personId, signInName } = followed.invitation;
  const passwordHash = await hashPassword(password);
  const parameters = [hashSecret(followed.secret), membershipId, passwordHash, dateOf(occasion.now)];
  const isBegun = await context.write(authority, personId, async (tx) => {
    const sql = 'SELECT begin_local_account($1, $2, $3, $4)';
    if (!(await follow(tx, context, membershipId, sql, parameters))) return false;
    const changed = { action: 'AccountChange', outcome: 'done', reason: 'invitation', personId } as const;
    await recordSignIn({ ...context, database: tx }, changed, occasion);
    return true;
  });
  const next = isBegun ? await beginPasswordStep(context, { signInName, passwordHash }, occasion.now) : null;
  return next?.stepSecret ?? null;
}

/**
 * Follows an invitation with an identity, which signs the person in from then on; or does nothing at all, and says why.
 * Of several who link one identity at once, one does.
 */
export async function linkIdentity(
  context: FollowingContext,
  followed: Followed,
  { issuer, tenant, subject }: OpenIdIdentity,
  occasion: Occasion,
): Promise<'linked' | 'linked-already' | 'invitation-over'> {
  const { authority, membershipId, personId } = followed.invitation;
  return context.write(authority, personId, async (tx) => {
    const identity = [issuer, tenant, subject];
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('identity ' || $1, 0))`, [JSON.stringify(identity)]);
    const known = await tx.query('SELECT find_openid_person($1, $2, $3)', identity);
    if (known.length > 0) return 'linked-already';
    const sql = 'SELECT link_openid_identity($1, $2, $3, $4, $5, $6)';
    const parameters = [...identity, hashSecret(followed.secret), membershipId, dateOf(occasion.now)];
    if (!(await follow(tx, context, membershipId, sql, parameters))) return 'invitation-over';
    const changed = { action: 'AccountChange', outcome: 'done', reason: 'openid-link', personId } as const;
    await recordSignIn({ ...context, database: tx }, changed, occasion);
    return 'linked';
  });
}

/**
 * Accepts what an invitation gives, as the person of a session; it has to be for them. False when it is over, or gives
 * something else by now than what was read.
 */
export async function acceptMembership(
  context: FollowingContext,
  followed: Followed,
  session: Proof,
  occasion: Occasion,
): Promise<boolean> {
  const { authority, membershipId, personId } = followed.invitation;
  return context.write(authority, personId, async (tx) => {
    const sql = 'SELECT accept_membership($1, $2, $3, $4)';
    const parameters = [hashSecret(followed.secret), hashSecret(session), membershipId, dateOf(occasion.now)];
    if (!(await follow(tx, context, membershipId, sql, parameters))) return false;
    const accepted = { action: 'PersonChange', outcome: 'done', reason: 'invitation-accepted', personId } as const;
    await recordSignIn({ ...context, database: tx }, accepted, occasion);
    return true;
  });
}

/** Follows by one statement, which burns the invitation and puts its membership in force, while nobody changes that one. */
async function follow(
  tx: Transaction,
  { newId }: AccountContext,
  membershipId: string,
  sql: string,
  parameters: readonly SqlValue[],
): Promise<boolean> {
  await waitForPeople(tx);
  if ((await tx.query(sql, parameters)).length === 0) return false;
  await appendAudit(tx, { action: 'MembershipAccept', itemId: membershipId, itemCount: 1, childIds: [] }, newId);
  return true;
}

/** Puts on record that the address of an invitation was opened by somebody else, or after it was over. */
export async function recordMisdirected(
  { database, newId }: AccountContext,
  found: FoundInvitation,
  signedInAs: string | null,
  { origin, now }: Occasion,
): Promise<void> {
  const { id, personId } = found.isOpen ? found.invitation : found;
  const reason = found.isOpen ? 'invitation-of-another' : 'invitation-over';
  const event: Omit<DeploymentEvent, 'outcome'> = {
    ...{ action: 'PersonChange', actor: signedInAs ?? 'nobody', personId, itemId: id, reason },
    ...origin,
  };
  await recordRefusalOnce(database, event, now, newId);
}
