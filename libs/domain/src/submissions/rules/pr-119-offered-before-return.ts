import { liesBefore } from '../order-of-times.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** The offer follows the return; a child who is found may be asked before going back. */
export const offeredBeforeReturn: RowRule = {
  kind: 'row',
  code: 'PR-119',
  severity: 'warning',
  columns: ['offered_at', 'returned_at'],
  title: 'The interview was offered before the return.',
  explain: 'Check that the child was asked before going back.',
  example: {
    cells: {
      missing_at: '01/10/2025',
      offered_to: 'child',
      returned_at: '10/10/2025 20:00',
      offered_at: '10/10/2025 19:00',
    },
  },
  isConfirmable: true,
  check: (values) => when(liesBefore(values.offered_at, values.returned_at), 'offered_at'),
};
