import { hoursFrom } from '../order-of-times.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** An interview of more than six hours is mostly a wrong day. */
export const veryLongInterview: RowRule = {
  kind: 'row',
  code: 'PR-160',
  severity: 'warning',
  columns: ['interview_ended_at', 'interview_at'],
  title: 'The interview lasted more than six hours.',
  explain: 'Check interview_at and interview_ended_at.',
  example: {
    cells: {
      missing_at: '01/10/2025',
      push_factors: 'PU01',
      interview_at: '10/10/2025 20:00',
      interview_ended_at: '12/10/2025 10:00',
    },
  },
  isConfirmable: true,
  check: (values) => when(hoursFrom(values.interview_at, values.interview_ended_at) > 6, 'interview_ended_at'),
};
