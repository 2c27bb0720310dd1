import { isSurelyAfter } from '../../time/index.js';
import { when } from '../row-rule.js';
import type { FactRule } from '../row-rule.js';

/** An interview follows the episode that it is about. */
export const interviewBeforeMissing: FactRule = {
  kind: 'row',
  holdsOnRecord: true,
  code: 'PR-106',
  severity: 'error',
  columns: ['interview_at', 'missing_at'],
  title: 'The interview lies before the episode that it is about.',
  explain: 'Correct whichever of interview_at and missing_at is wrong.',
  example: { cells: { interview_at: '09/10/2025', push_factors: 'PU01' } },
  isConfirmable: false,
  check: ({ missing_at: missingAt, interview_at: interviewAt }) =>
    when(missingAt && interviewAt && isSurelyAfter(missingAt, interviewAt), 'interview_at'),
};
