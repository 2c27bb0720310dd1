import { Temporal } from '../time/index.js';
import type { Day } from '../time/index.js';
import { isProviderRole, roles } from './role.js';
import type { Role } from './role.js';

/** A council or a provider: whose people are managed. */
export type OrganisationKind = 'council' | 'provider';

/** The roles that an organisation may give to its people. Machines are not people. */
export function rolesOf(organisation: OrganisationKind): readonly Role[] {
  return roles.filter((role) => role !== 'machine' && isProviderRole(role) === (organisation === 'provider'));
}

/** The role in which an organisation's people are managed. */
export const managerOf = { council: 'administrator', provider: 'provider_manager' } as const satisfies Readonly<
  Record<OrganisationKind, Role>
>;

/** Whether a role works in a team of the council, and sees by it. */
export function worksInTeam(role: Role): boolean {
  return role === 'social_worker' || role === 'team_manager';
}

/** An inspection is a matter of weeks; its access ends by itself. */
export const MOST_INSPECTION_DAYS = 31;

/** What somebody is to do in an organisation, as it is asked for. */
export interface RoleWish {
  readonly role: Role | null;
  readonly team: string;
  /** The first day without access; `not-a-day` where what was typed is none. */
  readonly until: Day | null | 'not-a-day';
}

export interface InvitationWish extends RoleWish {
  readonly name: string;
  readonly signInName: string;
}

export type WishFault = 'name-missing' | 'name-too-long' | 'sign-in-name-not-an-address' | RoleFault;

export type RoleFault =
  | 'role-missing'
  | 'team-missing'
  | 'team-too-long'
  | 'team-not-for-role'
  | 'until-missing'
  | 'until-not-a-day'
  | 'until-too-early'
  | 'until-too-late'
  | 'until-not-for-role';

const MOST_NAME = 120;
const MOST_TEAM = 80;
const ADDRESS = /^[^\s@,;<>"]{1,64}@[^\s@,;<>"]{1,185}\.[^\s@,;<>".]{2,63}$/;

/** Everything that is wrong with a role asked for in an organisation on a day. */
export function checkRole(wish: RoleWish, organisation: OrganisationKind, today: Day): readonly RoleFault[] {
  const { role } = wish;
  if (role === null || !rolesOf(organisation).includes(role)) return ['role-missing'];
  return [...checkTeam(wish.team.trim(), role), ...checkUntil(wish.until, role, today)];
}

/** Everything that is wrong with an invitation. The sign-in name is an e-mail address, because that is what people know. */
export function checkInvitation(
  wish: InvitationWish,
  organisation: OrganisationKind,
  today: Day,
): readonly WishFault[] {
  const name = wish.name.trim();
  const nameFaults: readonly WishFault[] =
    name === '' ? ['name-missing'] : name.length > MOST_NAME ? ['name-too-long'] : [];
  const addressFaults: readonly WishFault[] = ADDRESS.test(wish.signInName.trim())
    ? []
    : ['sign-in-name-not-an-address'];
  return [...nameFaults, ...addressFaults, ...checkRole(wish, organisation, today)];
}

function checkTeam(team: string, role: Role): readonly RoleFault[] {
  if (!worksInTeam(role)) return team === '' ? [] : ['team-not-for-role'];
  if (team === '') return ['team-missing'];
  return team.length > MOST_TEAM ? ['team-too-long'] : [];
}

function checkUntil(until: RoleWish['until'], role: Role, today: Day): readonly RoleFault[] {
  if (until === 'not-a-day') return ['until-not-a-day'];
  if (role !== 'inspector') return until === null ? [] : ['until-not-for-role'];
  if (until === null) return ['until-missing'];
  if (Temporal.PlainDate.compare(until, today) <= 0) return ['until-too-early'];
  return Temporal.PlainDate.compare(until, today.add({ days: MOST_INSPECTION_DAYS })) > 0 ? ['until-too-late'] : [];
}

/** A membership as far as the rules about changing it go. */
export interface ManagedMembership {
  readonly personId: string;
  readonly role: Role;
}

export type ChangeFault = 'own' | 'last-administrator';

/**
 * Why a membership may not be taken away or given another role; null where it may. Nobody decides about their own, and
 * a council keeps an administrator who can sign in.
 */
export function checkChange(
  membership: ManagedMembership,
  actor: string | null,
  administratorsInForce: number,
): ChangeFault | null {
  if (membership.personId === actor) return 'own';
  return membership.role === 'administrator' && administratorsInForce <= 1 ? 'last-administrator' : null;
}
