import { checkChange, managerOf } from '#domain/access';
import type { ChangeFault, Role } from '#domain/access';
import type { NewId } from '#domain/kernel';
import { dayInLondon } from '#domain/time';
import type { Day } from '#domain/time';
import type { Transaction } from '#persistence';
import { appendAudit } from './audit-trail.js';
import { endAccess } from './end-access.js';
import { inviteAccount, lapseOf } from './invitations.js';
import { findMember, findOrAddPerson } from './people.js';
import type { Member, Organisation } from './people.js';
import { revokeKeysOf } from './provider-keys.js';

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
 * Invites somebody into an organisation, and gives the secret of a one-time address. The membership takes force once that
 * was followed: by beginning an account, or by whoever is signed in to the account that the sign-in name has already. The
 * secrets look alike, because the inviter is not told which of the two it is.
 */
export async function invitePerson(
  tx: Transaction,
  organisation: Organisation,
  invitation: Invitation,
  newId: NewId,
): Promise<Invited> {
  if (!(await lockPeople(tx, organisation))) return { kind: 'refused', fault: 'no-longer-manager' };
  const personId = await findOrAddPerson(tx, { ...invitation, isInvented: false }, newId);
  if (await isMember(tx, organisation, personId)) return { kind: 'refused', fault: 'already-member' };
  await endLapsed(tx, organisation, personId);
  const membershipId = await addMembership(tx, organisation, personId, invitation, newId);
  await appendAudit(tx, { action: 'PersonInvite', itemId: membershipId, itemCount: 1, childIds: [] }, newId);
  const { secret } = await inviteAccount(tx, { membershipId }, tx.now, newId);
  return { kind: 'invited', membershipId, secret };
}

/**
 * Gives somebody another role or team: the membership ends and another begins, so that what was stays on record. Whether it
 * was accepted goes over to the new one, and so does an invitation that is still open: it then gives the new role.
 */
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
  await carryMembership(tx, membershipId, nextId);
  await appendAudit(tx, { action: 'MembershipChange', itemId: nextId, itemCount: 1, childIds: [] }, newId);
  return null;
}

/** Removes somebody from an organisation, at once, and with them the keys that they issued there. */
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
  await revokeKeysOf(tx, [membershipId], newId);
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
  await waitForPeople(tx);
  if (personId === null) return true;
  const rows = await tx.query(
    `SELECT FROM membership WHERE authority = $1 AND person_id = $2 AND role = $3 AND provider_id IS NOT DISTINCT FROM $4
       AND accepted_at IS NOT NULL AND suspended_at IS NULL AND valid_from <= $5 AND (valid_to IS NULL OR valid_to > $5)`,
    [authority, personId, managerOf[kind], providerId, dayInLondon(tx.now).toString()],
  );
  return rows.length > 0;
}

/** Waits until nobody else changes who belongs to the acting authority, and keeps others waiting until this is done. */
export async function waitForPeople(tx: Transaction): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('people of ' || $1, 0))`, [tx.context.authority]);
}

/** How many administrators of the acting authority have their access in force. */
export async function countAdministrators(tx: Transaction): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `SELECT count(DISTINCT person_id)::integer AS count FROM membership WHERE authority = $1 AND role = 'administrator'
       AND accepted_at IS NOT NULL AND suspended_at IS NULL AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2)`,
    [tx.context.authority, dayInLondon(tx.now).toString()],
  );
  return row?.count ?? 0;
}

/** Whether somebody belongs to an organisation, or can still accept that they do. */
async function isMember(tx: Transaction, { providerId }: Organisation, personId: string): Promise<boolean> {
  const rows = await tx.query(
    `SELECT FROM membership WHERE authority = $1 AND person_id = $2 AND provider_id IS NOT DISTINCT FROM $3
       AND (valid_to IS NULL OR valid_to > $4) AND (accepted_at IS NOT NULL OR lapses_at > $5)`,
    [tx.context.authority, personId, providerId, dayInLondon(tx.now).toString(), new Date(tx.now.epochMilliseconds)],
  );
  return rows.length > 0;
}

/** What was never accepted makes room for what is offered now. */
async function endLapsed(tx: Transaction, { providerId }: Organisation, personId: string): Promise<void> {
  const lapsed = await tx.query<{ id: string }>(
    `SELECT id FROM membership WHERE authority = $1 AND person_id = $2 AND provider_id IS NOT DISTINCT FROM $3
       AND (valid_to IS NULL OR valid_to > $4) AND accepted_at IS NULL`,
    [tx.context.authority, personId, providerId, dayInLondon(tx.now).toString()],
  );
  for (const { id } of lapsed) await endMembership(tx, { membershipId: id });
}

/** Lets a membership be as far as the one before it was: accepted, or with the same invitation still to follow. */
async function carryMembership(tx: Transaction, from: string, to: string): Promise<void> {
  const carried = await tx.query('SELECT carry_membership($1, $2)', [from, to]);
  if (carried.length === 0) throw new Error('A membership did not go over to the one that takes its place.');
}

/** What a membership says. It takes force when somebody follows an invitation to it, which lapses. */
interface NewMembership extends RoleGiven {
  readonly name: string;
}

async function addMembership(
  tx: Transaction,
  { providerId }: Organisation,
  personId: string,
  { role, team, until, name }: NewMembership,
  newId: NewId,
): Promise<string> {
  const id = newId();
  const { authority, actorName } = tx.context;
  await tx.query(
    `INSERT INTO membership (authority, id, person_id, role, provider_id, team, valid_from, valid_to, known_as,
                             created_at, created_by, modified_at, modified_by, lapses_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $10, $11, $12)`,
    [
      ...[authority, id, personId, role, providerId, team, dayInLondon(tx.now).toString(), until?.toString() ?? null],
      ...[name.trim(), new Date(tx.now.epochMilliseconds), actorName, new Date(lapseOf(tx.now).epochMilliseconds)],
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
