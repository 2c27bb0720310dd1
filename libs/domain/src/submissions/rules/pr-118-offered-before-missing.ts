import { liesBefore } from '../order-of-times.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** An offer is about an episode that has begun. */
export const offeredBeforeMissing: RowRule = {
  kind: 'row',
  code: 'PR-118',
  severity: 'warning',
  columns: ['offered_at', 'missing_at'],
  title: 'The interview was offered before the child went missing.',
  explain: 'Correct offered_at or missing_at.',
  example: { cells: { offered_to: 'child', offered_at: '10/10/2025 19:00' } },
  isConfirmable: false,
  check: (values) => when(liesBefore(values.offered_at, values.missing_at), 'offered_at'),
};
