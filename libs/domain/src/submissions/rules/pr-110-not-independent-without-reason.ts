import type { RowRule } from '../row-rule.js';

/** The interviewer is independent; where the child preferred somebody who is not, the reason is recorded. */
export const notIndependentWithoutReason: RowRule = {
  code: 'PR-110',
  readsBlank: ['independence_reason'],
  check: ({ independent, independence_reason: reason }) =>
    independent === false && !reason
      ? [
          {
            severity: 'warning',
            column: 'independence_reason',
            message:
              'The interviewer was not independent; give the reason, for example that the child asked for this person.',
          },
        ]
      : [],
};
