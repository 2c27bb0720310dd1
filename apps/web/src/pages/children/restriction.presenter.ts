import type { Restriction } from '#casework';
import { isRole } from '#domain/access';
import { showInstant } from '#domain/time';
import { presentFaults } from '../../http/form-faults.js';
import type { FieldFault } from '../../http/form-faults.js';
import { roleWords } from '../role-words.js';
import { presentHeading } from './heading.presenter.js';
import type { AccessField } from './refusal-words.js';

/** What was typed into a form of the page that was refused. */
export interface RestrictionTyped {
  readonly personId: string;
  readonly reason: string;
  readonly liftReason: string;
}

export const nothingTyped: RestrictionTyped = { personId: '', reason: '', liftReason: '' };

/** The access list of a record, and the forms that change it. */
export function presentRestriction(
  restriction: Restriction,
  typed: RestrictionTyped,
  fault: FieldFault<AccessField> | null,
) {
  const { childId, isRestricted, listed, choices } = restriction;
  const address = `/children/${childId}/restriction`;
  const isLifting = typed.liftReason !== '' && fault?.field === 'reason';
  const shown = isLifting ? { field: 'liftReason' as const, text: fault.text } : fault;
  return {
    ...presentFaults(['personId', 'reason', 'liftReason'], shown),
    heading: presentHeading(restriction),
    isRestricted,
    address,
    listed: listed.map(({ personId, name, since, reason, isActive }) => ({
      ...{ personId, name, reason },
      since: showInstant(since),
      isGone: !isActive,
    })),
    choices: choices.map(({ personId, name, role }) => ({
      ...{ personId, isChosen: personId === typed.personId },
      text: `${name} (${isRole(role) ? roleWords[role].toLowerCase() : role})`,
    })),
    reason: typed.reason,
    liftReason: typed.liftReason,
  };
}
