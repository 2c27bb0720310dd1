import { DAY, hoursFrom } from '../order-of-times.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** Forms come back within days; a wrong month or year looks like this. */
export const formVeryLate: RowRule = {
  kind: 'row',
  code: 'PR-162',
  severity: 'warning',
  columns: ['form_returned_at', 'interview_at'],
  title: 'The form came back more than 90 days after the interview.',
  explain: 'Check form_returned_at and interview_at.',
  example: {
    cells: {
      missing_at: '01/10/2025',
      push_factors: 'PU01',
      interview_at: '10/10/2025 20:00',
      form_returned_at: '12/02/2026',
    },
  },
  isConfirmable: true,
  check: (values) => when(hoursFrom(values.interview_at, values.form_returned_at) > 90 * DAY, 'form_returned_at'),
};
