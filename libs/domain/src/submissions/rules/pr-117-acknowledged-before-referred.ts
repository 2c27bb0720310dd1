import { liesBefore } from '../order-of-times.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** A referral is acknowledged once it is there. */
export const acknowledgedBeforeReferred: RowRule = {
  kind: 'row',
  code: 'PR-117',
  severity: 'warning',
  columns: ['acknowledged_at', 'referred_at'],
  title: 'The referral was acknowledged before it was made.',
  explain: 'Correct acknowledged_at or referred_at.',
  example: {
    cells: { missing_at: '01/10/2025', referred_at: '10/10/2025 20:00', acknowledged_at: '10/10/2025 19:00' },
  },
  isConfirmable: false,
  check: (values) => when(liesBefore(values.acknowledged_at, values.referred_at), 'acknowledged_at'),
};
