import { DAY, hoursFrom } from '../order-of-times.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** The offer comes soon after the return; a wrong month looks like this. */
export const offeredVeryLate: RowRule = {
  kind: 'row',
  code: 'PR-163',
  severity: 'warning',
  columns: ['offered_at', 'returned_at'],
  title: 'The interview was offered more than 60 days after the return.',
  explain: 'Check offered_at and returned_at.',
  example: {
    cells: {
      missing_at: '01/10/2025',
      offered_to: 'child',
      returned_at: '10/10/2025 20:00',
      offered_at: '12/12/2025 20:00',
    },
  },
  isConfirmable: true,
  check: (values) => when(hoursFrom(values.returned_at, values.offered_at) > 60 * DAY, 'offered_at'),
};
