import { checkChange, managerOf } from '#domain/access';
import type { ChangeFault, Role } from '#domain/access';
import type { NewId } from '#domain/kernel';
import { dayInLondon } from '#domain/time';
import type { Day } from '#domain/time';
import type { Transaction } from '#persistence';
import { newSecret } from '#platform';
import { appendAudit } from './audit-trail.js';
import { endAccess } from './end-access.js';
import { HasAccountAlready, inviteAccount } from './invitations.js';
import { findMember, findOrAddPerson } from './people.js';
import type { Member, Organisation } from './people.js';

/** What somebody does in an organisation from today on. What it says has been checked. */
export interface RoleGiven {
  readonly role: Role;
  readonly team: string | null;
  readonly until: Day | null;
}

export interface Invitation extends RoleGiven {
  readonly name: string;
  readonly signInName: string;
}

export type PeopleFault = ChangeFault | 'already-member' | 'no-longer-manager' | 'not-there';

export type Invited =
  | { readonly kind: 'invited'; readonly membershipId: string; readonly secret: string }
  | { readonly kind: 'refused'; readonly fault: PeopleFault };

/**
 * Invites somebody into an organisation, and gives the secret of a one-time address. Whoever is known here already by
 * another organisation gets a membership and signs in as ever: their secret opens nothing, because it would let the
 * inviter become them, and it looks like any other, because the inviter is not to learn that they are known.
 */
export async function invitePerson(
  tx: Transaction,
  organisation: Organisation,
  invitation: Invitation,
  newId: NewId,
): Promise<Invited> {
  if (!(await lockPeople(tx, organisation))) return { kind: 'refused', fault: 'no-longer-manager' };
  const { providerId } = organisation;
  const person = await findOrAddPerson(tx, { ...invitation, isInvented: false, providerId }, newId);
  if (await isMember(tx, organisation, person.personId)) return { kind: 'refused', fault: 'already-member' };
  const membershipId = await addMembership(tx, organisation, person.personId, invitation, newId);
  await appendAudit(tx, { action: 'PersonInvite', itemId: membershipId, itemCount: 1, childIds: [] }, newId);
  const secret = await secretToHandOver(tx, person, newId);
  return { kind: 'invited', membershipId, secret };
}

/** A way to choose how to sign in for whoever has none yet; for everybody else a secret that opens nothing. */
async function secretToHandOver(
  tx: Transaction,
  { personId, isOurs }: { readonly personId: string; readonly isOurs: boolean },
  newId: NewId,
): Promise<string> {
  if (!isOurs) return newSecret();
  try {
    return (await inviteAccount(tx, { personId }, tx.now, newId)).secret;
  } catch (error) {
    if (error instanceof HasAccountAlready) return newSecret();
    throw error;
  }
}

/** Gives somebody another role or team: the membership ends and another begins, so that what was stays on record. */
export async function changeRole(
  tx: Transaction,
  organisation: Organisation,
  membershipId: string,
  given: RoleGiven,
  newId: NewId,
): Promise<PeopleFault | null> {
  const found = await findToChange(tx, organisation, membershipId);
  if (found.fault !== null) return found.fault;
  await endMembership(tx, found.member);
  const { personId, name } = found.member;
  const nextId = await addMembership(tx, organisation, personId, { ...given, name }, newId);
  await appendAudit(tx, { action: 'MembershipChange', itemId: nextId, itemCount: 1, childIds: [] }, newId);
  return null;
}

/** Removes somebody from an organisation, at once. */
export async function removeMember(
  tx: Transaction,
  organisation: Organisation,
  membershipId: string,
  newId: NewId,
): Promise<PeopleFault | null> {
  const found = await findToChange(tx, organisation, membershipId);
  if (found.fault !== null) return found.fault;
  await endMembership(tx, found.member);
  await endAccess(tx, [found.member.personId]);
  await appendAudit(tx, { action: 'MembershipEnd', itemId: membershipId, itemCount: 1, childIds: [] }, newId);
  return null;
}

type Found = { readonly fault: PeopleFault } | { readonly fault: null; readonly member: Member };

async function findToChange(tx: Transaction, organisation: Organisation, membershipId: string): Promise<Found> {
  if (!(await lockPeople(tx, organisation))) return { fault: 'no-longer-manager' };
  const member = await findMember(tx, organisation, membershipId);
  if (!member) return { fault: 'not-there' };
  const fault = checkChange(member, tx.context.personId, await countAdministrators(tx));
  return fault === null ? { fault, member } : { fault };
}

/**
 * Lets one change of an authority's people happen at a time, and says whether whoever acts still manages them: two who
 * remove each other at once do not both succeed. The service itself, without a person, manages everybody.
 */
export async function lockPeople(tx: Transaction, { kind, providerId }: Organisation): Promise<boolean> {
  const { authority, personId } = tx.context;
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('people of ' || $1, 0))`, [authority]);
  if (personId === null) return true;
  const rows = await tx.query(
    `SELECT FROM membership WHERE authority = $1 AND person_id = $2 AND role = $3 AND provider_id IS NOT DISTINCT FROM $4
       AND suspended_at IS NULL AND valid_from <= $5 AND (valid_to IS NULL OR valid_to > $5)`,
    [authority, personId, managerOf[kind], providerId, dayInLondon(tx.now).toString()],
  );
  return rows.length > 0;
}

/** How many administrators of the acting authority have their access in force. */
export async function countAdministrators(tx: Transaction): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `SELECT count(DISTINCT person_id)::integer AS count FROM membership WHERE authority = $1 AND role = 'administrator'
       AND suspended_at IS NULL AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2)`,
    [tx.context.authority, dayInLondon(tx.now).toString()],
  );
  return row?.count ?? 0;
}

async function isMember(tx: Transaction, { providerId }: Organisation, personId: string): Promise<boolean> {
  const rows = await tx.query(
    `SELECT FROM membership WHERE authority = $1 AND person_id = $2 AND provider_id IS NOT DISTINCT FROM $3
       AND (valid_to IS NULL OR valid_to > $4)`,
    [tx.context.authority, personId, providerId, dayInLondon(tx.now).toString()],
  );
  return rows.length > 0;
}

async function addMembership(
  tx: Transaction,
  { providerId }: Organisation,
  personId: string,
  { role, team, until, name }: RoleGiven & { readonly name: string },
  newId: NewId,
): Promise<string> {
  const id = newId();
  const { authority, actorName } = tx.context;
  await tx.query(
    `INSERT INTO membership (authority, id, person_id, role, provider_id, team, valid_from, valid_to, known_as,
                             created_at, created_by, modified_at, modified_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $10, $11)`,
    [
      ...[authority, id, personId, role, providerId, team, dayInLondon(tx.now).toString(), until?.toString() ?? null],
      ...[name.trim(), new Date(tx.now.epochMilliseconds), actorName],
    ],
  );
  return id;
}

/** Ends a membership today; one that was to begin later never does. */
export async function endMembership(tx: Transaction, { membershipId }: Pick<Member, 'membershipId'>): Promise<void> {
  await tx.query(
    `UPDATE membership SET valid_to = greatest(valid_from, $3::date), modified_at = $4, modified_by = $5
     WHERE authority = $1 AND id = $2`,
    [
      ...[tx.context.authority, membershipId, dayInLondon(tx.now).toString()],
      ...[new Date(tx.now.epochMilliseconds), tx.context.actorName],
    ],
  );
}
