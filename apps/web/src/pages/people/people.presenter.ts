import type { Member, Organisation, PeopleFault } from '#access';
import { rolesOf } from '#domain/access';
import type { OrganisationKind } from '#domain/access';
import { showDay } from '#domain/time';
import type { AuthorityChoice } from '../forms/authority-choice.js';
import { choices } from '../forms/choices.js';
import { dayField, typedDayOf } from '../forms/day-field.js';
import { roleWords } from '../role-words.js';
import { untilOf } from './people.form.js';
import type { InvitationForm } from './people.form.js';

/** Why something about people was not done, in words. */
export const peopleFaultWords: Readonly<Record<PeopleFault, string>> = {
  own: 'You cannot change your own access; somebody else who manages people has to.',
  'last-administrator': 'This is the only administrator. Make somebody else administrator first.',
  'already-member': 'Somebody with this sign-in name belongs to your people already',
  'no-longer-manager': 'You may no longer do this.',
  'not-there': 'There is no such person among your people.',
};

interface PersonRowView {
  readonly name: string;
  readonly signInName: string;
  readonly role: string;
  readonly since: string;
  readonly state: string;
  readonly colour: string;
  /** Where the access is changed; null for the own one. */
  readonly change: string | null;
}

export function presentPeople(
  members: readonly Member[],
  managers: readonly (Member & { readonly provider: string })[],
  choice: AuthorityChoice,
  organisation: Organisation & { readonly name: string },
  actor: string | null,
) {
  return {
    ...{ choice, organisation: organisation.name, isCouncil: organisation.kind === 'council' },
    invite: `/people/invite?authority=${choice.authority}`,
    people: members.map((member) => rowOf(member, choice.authority, actor)),
    managers: managers.map(({ name, signInName, provider }) => ({ name, signInName, provider })),
  };
}

function rowOf(member: Member, authority: string, actor: string | null): PersonRowView {
  return {
    ...{ name: member.name, signInName: member.signInName, role: showRole(member), since: showDay(member.since) },
    ...stateOf(member),
    change: member.personId === actor ? null : `/people/${member.membershipId}?authority=${authority}`,
  };
}

export function showRole({ role, team }: Pick<Member, 'role' | 'team'>): string {
  return team === null ? roleWords[role] : `${roleWords[role]}, ${team}`;
}

function stateOf({ suspendedAt, until }: Member): Pick<PersonRowView, 'state' | 'colour'> {
  if (suspendedAt) return { state: 'Suspended', colour: 'red' };
  return until ? { state: `Ends ${showDay(until)}`, colour: 'yellow' } : { state: 'Has access', colour: 'green' };
}

type Typed = Partial<InvitationForm>;

/** The fields of an invitation or of a change of role, with what was typed. */
export function presentRoleFields(organisation: OrganisationKind, typed: Typed) {
  const hint = 'For an inspector only, and within 31 days, for example 27 3 2027. From that day on there is no access.';
  return {
    ...{ isCouncil: organisation === 'council', name: typed.name ?? '', signInName: typed.signInName ?? '' },
    roles: choices(
      rolesOf(organisation).map((role) => [role, roleWords[role]]),
      typed.role,
    ),
    team: typed.team ?? '',
    until: dayField('until', { label: 'Access ends on', hint }, untilOf(typed)),
  };
}

/** What a membership says, as if it had been typed. */
export function typedOf({ role, team, until }: Member): Typed {
  const { day, month, year } = typedDayOf(until);
  return { role, team: team ?? undefined, untilDay: day, untilMonth: month, untilYear: year };
}
