import { liesBefore } from '../order-of-times.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** An attempt to reach the child is about an episode that has begun. */
export const attemptBeforeMissing: RowRule = {
  kind: 'row',
  code: 'PR-120',
  severity: 'warning',
  columns: ['attempts', 'missing_at'],
  title: 'An attempt lies before the child went missing.',
  explain: 'Correct the time of the attempt or missing_at.',
  example: { cells: { attempts: '09/10/2025 10:00=text=no_response' } },
  isConfirmable: false,
  check: ({ attempts, missing_at: missingAt }) =>
    when(
      attempts?.some(({ at }) => liesBefore(at, missingAt)),
      'attempts',
    ),
};
