import { DAY, hoursFrom } from '../order-of-times.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** An interview two months late is possible; a wrong month is more likely. */
export const interviewLongAfterReturn: RowRule = {
  kind: 'row',
  code: 'PR-159',
  severity: 'warning',
  columns: ['interview_at', 'returned_at'],
  title: 'The interview was held more than 60 days after the return.',
  explain: 'Check interview_at and returned_at.',
  example: {
    cells: {
      missing_at: '01/10/2025',
      push_factors: 'PU01',
      returned_at: '10/10/2025 20:00',
      interview_at: '12/12/2025 20:00',
    },
  },
  isConfirmable: true,
  check: (values) => when(hoursFrom(values.returned_at, values.interview_at) > 60 * DAY, 'interview_at'),
};
