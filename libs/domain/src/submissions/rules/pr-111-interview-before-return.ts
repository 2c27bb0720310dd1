import { liesBefore } from '../order-of-times.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** An interview usually follows the return; the child may be spoken to before going back to the placement. */
export const interviewBeforeReturn: RowRule = {
  kind: 'row',
  code: 'PR-111',
  severity: 'warning',
  columns: ['interview_at', 'returned_at'],
  title: 'The interview lies before the return.',
  explain: 'Check that the child was spoken to before going back.',
  example: {
    cells: {
      missing_at: '01/10/2025',
      push_factors: 'PU01',
      returned_at: '10/10/2025 20:00',
      interview_at: '10/10/2025 19:00',
    },
  },
  isConfirmable: true,
  check: (values) => when(liesBefore(values.interview_at, values.returned_at), 'interview_at'),
};
