import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** What the carer told is kept apart from the interview and never makes one. */
export const carerBesideInterview: RowRule = {
  kind: 'row',
  code: 'PR-138',
  severity: 'info',
  columns: ['carer_information', 'interview_at'],
  title: 'What the carer told stands beside an interview with the child; both are kept, and only the interview counts.',
  explain: 'Nothing needs to be done.',
  example: { cells: { interview_at: '12/10/2025', push_factors: 'PU01', carer_information: 'Settled since.' } },
  isConfirmable: false,
  check: ({ carer_information: told, interview_at: heldAt }) => when(told && heldAt, 'carer_information'),
};
