import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** A reason is asked for where the interviewer was not independent. */
export const reasonWithoutNeed: RowRule = {
  kind: 'row',
  code: 'PR-146',
  severity: 'info',
  columns: ['independence_reason', 'independent'],
  title: 'A reason is given although the interviewer was independent; it is kept.',
  explain: 'Nothing needs to be done, unless independent should be N.',
  example: { cells: { independent: 'Y', independence_reason: 'The child asked for this person' } },
  isConfirmable: false,
  check: ({ independent, independence_reason: reason }) => when(independent === true && reason, 'independence_reason'),
};
