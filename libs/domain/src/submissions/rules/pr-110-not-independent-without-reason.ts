import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** The interviewer is independent; where the child preferred somebody who is not, the reason is recorded. */
export const notIndependentWithoutReason: RowRule = {
  kind: 'row',
  code: 'PR-110',
  severity: 'warning',
  columns: ['independent', 'independence_reason'],
  title: 'The interviewer was not independent and no reason is given.',
  explain: 'Give independence_reason, for example that the child asked for this person.',
  example: { cells: { independent: 'N' } },
  isConfirmable: false,
  readsBlank: ['independence_reason'],
  check: ({ independent, independence_reason: reason }) =>
    when(independent === false && !reason, 'independence_reason'),
};
