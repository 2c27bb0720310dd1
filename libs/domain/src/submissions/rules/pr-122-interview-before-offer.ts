import { liesBefore } from '../order-of-times.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** The offer comes first; an offer that was written down only later is asked about. */
export const interviewBeforeOffer: RowRule = {
  kind: 'row',
  code: 'PR-122',
  severity: 'warning',
  columns: ['interview_at', 'offered_at'],
  title: 'The interview lies before its offer.',
  explain: 'Check interview_at and offered_at.',
  example: {
    cells: {
      missing_at: '01/10/2025',
      push_factors: 'PU01',
      offered_to: 'child',
      offered_at: '10/10/2025 20:00',
      interview_at: '10/10/2025 19:00',
    },
  },
  isConfirmable: true,
  check: (values) => when(liesBefore(values.interview_at, values.offered_at), 'interview_at'),
};
