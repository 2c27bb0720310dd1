import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** Only a child who is placed can go missing from a placement. */
export const missingFromPlacementAtHome: RowRule = {
  kind: 'row',
  code: 'PR-150',
  severity: 'warning',
  columns: ['missing_from', 'care_status'],
  title: 'The child is said to live at home, but went missing from a placement.',
  explain: 'Correct missing_from or care_status.',
  example: { cells: { missing_from: 'placement' } },
  isConfirmable: true,
  check: ({ care_status: status, missing_from: from }) =>
    when(status === 'home' && from === 'placement', 'missing_from'),
};
