import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** A placement belongs to a looked-after child. */
export const placedButAtHome: RowRule = {
  kind: 'row',
  code: 'PR-149',
  severity: 'warning',
  columns: ['care_status', 'placement_type', 'placement_postcode'],
  title: 'The child is said to live at home, but a placement is given.',
  explain: 'Correct care_status, or clear the placement with a hyphen.',
  example: { cells: { placement_type: 'K2' } },
  isConfirmable: true,
  check: ({ care_status: status, placement_type: type, placement_postcode: postcode }) =>
    when(status === 'home' && (type || postcode), 'care_status'),
};
