import { ageAtStart } from '../../children/index.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** No return interview is held with a baby who was missing with its family. */
export const interviewWithVeryYoungChild: RowRule = {
  kind: 'row',
  code: 'PR-154',
  severity: 'warning',
  columns: ['interview_at', 'date_of_birth'],
  title: 'An interview is given for a child under five.',
  explain: 'Check date_of_birth; what the family told belongs in carer_information.',
  example: { cells: { date_of_birth: '01/06/2024', interview_at: '12/10/2025', push_factors: 'PU01' } },
  isConfirmable: true,
  check: ({ date_of_birth: born, interview_at: heldAt }) =>
    when(born && heldAt && ageAtStart(born, heldAt) < 5, 'interview_at'),
};
