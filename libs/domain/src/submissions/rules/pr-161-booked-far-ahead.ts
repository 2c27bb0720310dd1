import { DAY, hoursFrom } from '../order-of-times.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** The interview is due within 72 hours of the return. */
export const bookedFarAhead: RowRule = {
  kind: 'row',
  code: 'PR-161',
  severity: 'warning',
  columns: ['booked_for', 'returned_at'],
  title: 'The interview is booked for more than 60 days after the return.',
  explain: 'Check booked_for.',
  example: { cells: { missing_at: '01/10/2025', returned_at: '10/10/2025 20:00', booked_for: '12/12/2025 20:00' } },
  isConfirmable: true,
  check: (values) => when(hoursFrom(values.returned_at, values.booked_for) > 60 * DAY, 'booked_for'),
};
