import { dayOf } from '../../time/index.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** An interview may be held after a contract has ended for a return that lay within it. */
export const interviewOutsideContract: RowRule = {
  kind: 'row',
  code: 'PR-205',
  severity: 'warning',
  columns: ['interview_at', 'returned_at'],
  title: 'No contract was in force on the day of the interview.',
  explain: 'Check interview_at, or ask the council.',
  example: {
    cells: {
      missing_at: '02/04/2018',
      returned_at: '02/04/2018',
      interview_at: '30/03/2018',
      date_of_birth: '14/03/2005',
      push_factors: 'PU01',
    },
  },
  isConfirmable: true,
  check: ({ interview_at: heldAt, returned_at: returnedAt, missing_at: missingAt }, { contractOn }) => {
    const decisive = returnedAt ?? missingAt;
    return when(
      heldAt && decisive && contractOn(dayOf(decisive)) !== null && contractOn(dayOf(heldAt)) === null,
      'interview_at',
    );
  },
};
