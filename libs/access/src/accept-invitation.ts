import type { AuthorityCode } from '#domain/kernel';
import type { Transaction } from '#persistence';
import type { AccountContext, Occasion } from './account-context.js';
import { appendAudit } from './audit-trail.js';
import { dateOf } from './database.js';
import type { DeploymentEvent } from './deployment-events.js';
import { recordRefusalOnce } from './deployment-events.js';
import type { FoundInvitation, OpenInvitation } from './invitations.js';
import { beginSetUp } from './local-sign-in.js';
import { waitForPeople } from './manage-people.js';
import type { OpenIdIdentity } from './openid-identities.js';
import { hashPassword } from './passwords.js';
import { recordSignIn } from './sign-in-record.js';

/** What following an invitation works with. */
export interface FollowingContext extends AccountContext {
  /** Runs one transaction as the service, for an authority and in the name of a person. */
  readonly write: <Value>(
    authority: AuthorityCode,
    personId: string,
    work: (tx: Transaction) => Promise<Value>,
  ) => Promise<Value>;
}

/**
 * Follows an invitation with a password: burns it, begins the account, puts the membership in force, or none of these.
 * Gives the secret of the next step; null when the invitation is over, or the person has an account by now.
 */
export async function acceptInvitation(
  context: FollowingContext,
  invitation: OpenInvitation,
  password: string,
  occasion: Occasion,
): Promise<string | null> {
  const { authority, personId } = invitation;
  const passwordHash = await hashPassword(password);
  const isBegun = await context.write(authority, personId, async (tx) => {
    if (!(await follow(tx, context, invitation, 'begins', occasion))) return false;
    await tx.query('SELECT begin_local_account($1, $2, $3)', [personId, passwordHash, dateOf(occasion.now)]);
    const changed = { action: 'AccountChange', outcome: 'done', reason: 'invitation', personId } as const;
    await recordSignIn({ ...context, database: tx }, changed, occasion);
    return true;
  });
  return isBegun ? beginSetUp(context, personId, occasion) : null;
}

/**
 * Follows an invitation with an identity, which signs the person in from then on; or does nothing at all, and says why.
 * Of several who link one identity at once, one does.
 */
export async function linkIdentity(
  context: FollowingContext,
  invitation: OpenInvitation,
  { issuer, tenant, subject }: OpenIdIdentity,
  occasion: Occasion,
): Promise<'linked' | 'linked-already' | 'invitation-over'> {
  const { authority, personId } = invitation;
  return context.write(authority, personId, async (tx) => {
    const identity = [issuer, tenant, subject];
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('identity ' || $1, 0))`, [JSON.stringify(identity)]);
    const known = await tx.query('SELECT find_openid_person($1, $2, $3)', identity);
    if (known.length > 0) return 'linked-already';
    if (!(await follow(tx, context, invitation, 'begins', occasion))) return 'invitation-over';
    const parameters = [...identity, personId, dateOf(occasion.now)];
    await tx.query('SELECT link_openid_identity($1, $2, $3, $4, $5)', parameters);
    const changed = { action: 'AccountChange', outcome: 'done', reason: 'openid-link', personId } as const;
    await recordSignIn({ ...context, database: tx }, changed, occasion);
    return 'linked';
  });
}

/**
 * Accepts what an invitation gives, as the person who is signed in; it has to be for them. False when it is over, or gives
 * something else by now than what was read.
 */
export async function acceptMembership(
  context: FollowingContext,
  invitation: OpenInvitation,
  personId: string,
  occasion: Occasion,
): Promise<boolean> {
  return context.write(invitation.authority, personId, async (tx) => {
    if (!(await follow(tx, context, invitation, 'accepts', occasion))) return false;
    const accepted = { action: 'PersonChange', outcome: 'done', reason: 'invitation-accepted', personId } as const;
    await recordSignIn({ ...context, database: tx }, accepted, occasion);
    return true;
  });
}

/** Burns an invitation and puts its membership in force, while nobody changes that membership. */
async function follow(
  tx: Transaction,
  { newId }: AccountContext,
  { id, membershipId }: OpenInvitation,
  how: 'begins' | 'accepts',
  { now }: Occasion,
): Promise<boolean> {
  await waitForPeople(tx);
  const parameters = [id, membershipId, how === 'begins', dateOf(now)];
  const followed = await tx.query('SELECT follow_invitation($1, $2, $3, $4)', parameters);
  if (followed.length === 0) return false;
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
