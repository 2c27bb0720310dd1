import { liesBefore } from '../order-of-times.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** The plan is informed by what the interview found. */
export const planInformedBeforeInterview: RowRule = {
  kind: 'row',
  code: 'PR-124',
  severity: 'warning',
  columns: ['plan_informed_at', 'interview_at'],
  title: 'The interview reached the safety plan before it was held.',
  explain: 'Correct plan_informed_at or interview_at.',
  example: {
    cells: {
      missing_at: '01/10/2025',
      push_factors: 'PU01',
      interview_at: '10/10/2025 20:00',
      plan_informed_at: '10/10/2025 19:00',
    },
  },
  isConfirmable: false,
  check: (values) => when(liesBefore(values.plan_informed_at, values.interview_at), 'plan_informed_at'),
};
