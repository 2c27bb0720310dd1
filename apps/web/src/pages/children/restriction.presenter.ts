import type { Restriction } from '#casework';
import { isRole } from '#domain/access';
import { showInstant } from '#domain/time';
import { choices } from '../forms/choices.js';
import { roleWords } from '../role-words.js';
import { presentHeading } from './heading.presenter.js';

/** What was typed into a form of the page that was refused. */
export interface RestrictionTyped {
  readonly personId: string;
  readonly reason: string;
  readonly liftReason: string;
}

/** The access list of a record, and the forms that change it. */
export function presentRestriction(restriction: Restriction, typed: Partial<RestrictionTyped>) {
  const { childId, isRestricted, listed } = restriction;
  return {
    ...{ heading: presentHeading(restriction), isRestricted, address: `/children/${childId}/restriction` },
    listed: listed.map((person) => ({
      ...{ personId: person.personId, name: person.name, reason: person.reason },
      since: showInstant(person.since),
      isGone: !person.isActive,
    })),
    people: choices(
      restriction.choices.map(({ personId, name, role }) => [
        personId,
        `${name} (${isRole(role) ? roleWords[role].toLowerCase() : role})`,
      ]),
      typed.personId,
    ),
    ...{ reason: typed.reason ?? '', liftReason: typed.liftReason ?? '' },
  };
}
