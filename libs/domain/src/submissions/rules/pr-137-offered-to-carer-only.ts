import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** An offer to the carer alone is no offer to the child, and stands in a column of its own. */
export const offeredToCarerOnly: RowRule = {
  kind: 'row',
  code: 'PR-137',
  severity: 'warning',
  columns: ['offered_to', 'attempts', 'not_completed_reason', 'interview_at'],
  title: 'The interview was offered to the carer only, and nothing says why the child was not asked.',
  explain: 'Ask the child and give the attempt, or give not_completed_reason.',
  example: { cells: { offered_at: '11/10/2025', offered_to: 'carer' } },
  isConfirmable: true,
  readsBlank: ['attempts', 'not_completed_reason', 'interview_at'],
  check: ({ offered_to: to, attempts, not_completed_reason: reason, interview_at: heldAt }) =>
    when(to === 'carer' && !attempts && !reason && !heldAt, 'offered_to'),
};
