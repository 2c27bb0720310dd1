import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** A child is known by council ID, or by date of birth and full name; never by name alone. */
export const childNotIdentified: RowRule = {
  kind: 'row',
  code: 'PR-103',
  severity: 'error',
  columns: ['child_id', 'given_name', 'family_name'],
  title: "Neither the council's child ID nor a full name is given.",
  explain: 'Give child_id, or given_name and family_name.',
  example: { cells: { child_id: '' } },
  isConfirmable: false,
  readsBlank: ['child_id', 'given_name', 'family_name'],
  check: ({ child_id: childId, given_name: givenName, family_name: familyName }) =>
    when(!childId && !(givenName && familyName), 'child_id'),
};
