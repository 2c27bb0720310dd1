import type { RowRule } from '../row-rule.js';

/** A child is known by council ID, or by date of birth and full name; never by name alone. */
export const childNotIdentified: RowRule = {
  code: 'PR-103',
  readsBlank: ['child_id', 'given_name', 'family_name'],
  check: ({ child_id: childId, given_name: givenName, family_name: familyName }) =>
    childId || (givenName && familyName)
      ? []
      : [
          {
            severity: 'error',
            column: 'child_id',
            message:
              "Neither the council's child ID nor a full name is given; give child_id, or given_name and family_name.",
          },
        ],
};
