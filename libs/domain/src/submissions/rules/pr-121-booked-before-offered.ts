import { liesBefore } from '../order-of-times.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** An interview is booked for a time after it was offered. */
export const bookedBeforeOffered: RowRule = {
  kind: 'row',
  code: 'PR-121',
  severity: 'warning',
  columns: ['booked_for', 'offered_at'],
  title: 'The interview is booked for a time before it was offered.',
  explain: 'Check booked_for and offered_at.',
  example: {
    cells: {
      missing_at: '01/10/2025',
      offered_to: 'child',
      offered_at: '10/10/2025 20:00',
      booked_for: '10/10/2025 19:00',
    },
  },
  isConfirmable: true,
  check: (values) => when(liesBefore(values.booked_for, values.offered_at), 'booked_for'),
};
