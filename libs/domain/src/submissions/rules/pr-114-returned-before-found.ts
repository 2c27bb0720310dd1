import { liesBefore } from '../order-of-times.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** Found is not yet returned; but a child who comes back alone may be seen by the police only later. */
export const returnedBeforeFound: RowRule = {
  kind: 'row',
  code: 'PR-114',
  severity: 'warning',
  columns: ['returned_at', 'found_at'],
  title: 'The child returned before being found.',
  explain: 'Check both times.',
  example: { cells: { missing_at: '01/10/2025', found_at: '10/10/2025 20:00', returned_at: '10/10/2025 19:00' } },
  isConfirmable: true,
  check: (values) => when(liesBefore(values.returned_at, values.found_at), 'returned_at'),
};
