import { liesBefore } from '../order-of-times.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** The clock for the form starts when the interview ends. */
export const interviewEndedBeforeItBegan: RowRule = {
  kind: 'row',
  code: 'PR-116',
  severity: 'error',
  columns: ['interview_ended_at', 'interview_at'],
  title: 'The interview ended before it began.',
  explain: 'Correct whichever of interview_at and interview_ended_at is wrong.',
  example: {
    cells: {
      missing_at: '01/10/2025',
      push_factors: 'PU01',
      interview_at: '10/10/2025 20:00',
      interview_ended_at: '10/10/2025 19:00',
    },
  },
  isConfirmable: false,
  check: (values) => when(liesBefore(values.interview_ended_at, values.interview_at), 'interview_ended_at'),
};
