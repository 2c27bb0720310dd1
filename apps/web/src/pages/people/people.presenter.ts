import type { Member, Organisation, PeopleFault } from '#access';
import { rolesOf } from '#domain/access';
import type { OrganisationKind } from '#domain/access';
import type { AuthorityChoice } from '../forms/authority-choice.js';
import { dayFieldView } from '../forms/day-field.js';
import { fieldView } from '../forms/form-fault.js';
import type { FormFault } from '../forms/form-fault.js';
import { showDay } from '../forms/show-day.js';
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

function stateOf({ acceptance, suspendedAt, until }: Member): Pick<PersonRowView, 'state' | 'colour'> {
  if (acceptance === 'awaited') return { state: 'Invited, not yet accepted', colour: 'blue' };
  if (acceptance === 'lapsed') return { state: 'Invitation not accepted in time', colour: 'grey' };
  if (suspendedAt) return { state: 'Suspended', colour: 'red' };
  return until ? { state: `Ends ${showDay(until)}`, colour: 'yellow' } : { state: 'Has access', colour: 'green' };
}

type Typed = Partial<InvitationForm>;

/** The fields of an invitation or of a change of role, with what was typed and what is wrong with it. */
export function presentRoleFields(organisation: OrganisationKind, typed: Typed, faults: readonly FormFault[]) {
  return {
    ...{ faults, isCouncil: organisation === 'council' },
    name: fieldView('name', typed.name, faults),
    signInName: fieldView('signInName', typed.signInName, faults),
    role: fieldView('role', typed.role, faults),
    roles: rolesOf(organisation).map((role) => ({
      ...{ value: role, text: roleWords[role], isChosen: role === typed.role },
    })),
    team: fieldView('team', typed.team, faults),
    until: dayFieldView(
      'until',
      {
        legend: 'Access ends on',
        hint: 'For an inspector only, and within 31 days, for example 27 3 2027. From that day on there is no access.',
      },
      untilOf(typed),
      faults,
    ),
  };
}

/** What a membership says, as if it had been typed. */
export function typedOf({ role, team, until }: Member): Typed {
  return {
    ...{ role, ...(team !== null && { team }) },
    ...(until && { untilDay: String(until.day), untilMonth: String(until.month), untilYear: String(until.year) }),
  };
}
