import { checkInvitation, checkRole, isRole } from '#domain/access';
import type { InvitationWish, OrganisationKind, Role, RoleWish, WishFault } from '#domain/access';
import type { Day } from '#domain/time';
import type { FormFault } from '../../http/form-fault.js';
import { readTypedDay } from '../forms/day-field.js';
import type { TypedDay } from '../forms/day-field.js';
import { Form, TypedText } from '../forms/form.js';
import type { ReadForm } from '../forms/read-form.js';

/** What somebody is to do. Every field may be missing here; what is missing is told beside it. */
export class RoleForm extends Form {
  @TypedText()
  role?: string | undefined;

  @TypedText()
  team?: string | undefined;

  @TypedText()
  untilDay?: string | undefined;

  @TypedText()
  untilMonth?: string | undefined;

  @TypedText()
  untilYear?: string | undefined;
}

export class InvitationForm extends RoleForm {
  @TypedText()
  name?: string;

  @TypedText()
  signInName?: string;
}

const faultWords: Readonly<Record<WishFault, FormFault>> = {
  'name-missing': { field: 'name', text: 'Enter the name' },
  'name-too-long': { field: 'name', text: 'The name may have 120 characters at most' },
  'sign-in-name-not-an-address': {
    field: 'signInName',
    text: 'Enter an e-mail address, such as name@council.example',
  },
  'role-missing': { field: 'role', text: 'Choose a role' },
  'team-missing': { field: 'team', text: 'Enter the team: social workers and team managers see by it' },
  'team-too-long': { field: 'team', text: 'The team’s name may have 80 characters at most' },
  'team-not-for-role': { field: 'team', text: 'Leave the team blank: it is for social workers and team managers only' },
  'until-missing': { field: 'untilDay', text: 'Enter the day on which the inspector’s access ends' },
  'until-not-a-day': { field: 'untilDay', text: 'Enter a day that exists, such as 27 3 2027' },
  'until-too-early': { field: 'untilDay', text: 'The access must end after today' },
  'until-too-late': { field: 'untilDay', text: 'The access must end within 31 days' },
  'until-not-for-role': { field: 'untilDay', text: 'Leave the end blank: it is for inspectors only' },
};

interface SoundRole {
  readonly role: Role;
  readonly team: string | null;
  readonly until: Day | null;
}

interface SoundInvitation extends SoundRole {
  readonly name: string;
  readonly signInName: string;
}

export function untilOf({ untilDay, untilMonth, untilYear }: Partial<RoleForm>): TypedDay {
  return { day: untilDay, month: untilMonth, year: untilYear };
}

export function readRoleForm(form: RoleForm, organisation: OrganisationKind, today: Day): ReadForm<SoundRole> {
  const wish = wishOf(form);
  return readingOf(checkRole(wish, organisation, today), soundRole(wish));
}

export function readInvitationForm(
  form: InvitationForm,
  organisation: OrganisationKind,
  today: Day,
): ReadForm<SoundInvitation> {
  const wish: InvitationWish = { ...wishOf(form), name: form.name ?? '', signInName: form.signInName ?? '' };
  const role = soundRole(wish);
  const sound = role && { ...role, name: wish.name.trim(), signInName: wish.signInName.trim() };
  return readingOf(checkInvitation(wish, organisation, today), sound);
}

function wishOf(form: RoleForm): RoleWish {
  const { role = '', team = '' } = form;
  return { role: isRole(role) ? role : null, team, until: readTypedDay(untilOf(form)) };
}

function soundRole({ role, team, until }: RoleWish): SoundRole | null {
  if (role === null || until === 'not-a-day') return null;
  return { role, team: team.trim() === '' ? null : team.trim(), until };
}

function readingOf<Value>(faults: readonly WishFault[], value: Value | null): ReadForm<Value> {
  if (faults.length === 0 && value !== null) return { kind: 'sound', value };
  return { kind: 'faulty', faults: faults.map((fault) => faultWords[fault]) };
}
