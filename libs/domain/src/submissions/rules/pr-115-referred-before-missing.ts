import { liesBefore } from '../order-of-times.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** A referral is about an episode that has begun. */
export const referredBeforeMissing: RowRule = {
  kind: 'row',
  code: 'PR-115',
  severity: 'warning',
  columns: ['referred_at', 'missing_at'],
  title: 'The referral lies before the episode.',
  explain: 'Correct referred_at or missing_at.',
  example: { cells: { referred_at: '10/10/2025 19:00' } },
  isConfirmable: false,
  check: (values) => when(liesBefore(values.referred_at, values.missing_at), 'referred_at'),
};
