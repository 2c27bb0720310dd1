import { liesBefore } from '../order-of-times.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** The form tells of the interview. */
export const formBeforeInterview: RowRule = {
  kind: 'row',
  code: 'PR-123',
  severity: 'warning',
  columns: ['form_returned_at', 'interview_at'],
  title: 'The form came back before the interview.',
  explain: 'Correct form_returned_at or interview_at.',
  example: {
    cells: {
      missing_at: '01/10/2025',
      push_factors: 'PU01',
      interview_at: '10/10/2025 20:00',
      form_returned_at: '10/10/2025 19:00',
    },
  },
  isConfirmable: false,
  check: (values) => when(liesBefore(values.form_returned_at, values.interview_at), 'form_returned_at'),
};
