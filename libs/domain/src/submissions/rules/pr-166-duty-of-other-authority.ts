import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** The duty stays with the council that looks after the child; for any other child it is this council's own. */
export const dutyOfOtherAuthority: RowRule = {
  kind: 'row',
  code: 'PR-166',
  severity: 'warning',
  columns: ['not_completed_reason', 'care_status'],
  title: "The interview is said to be another council's duty, but the child is not looked after by another council.",
  explain: 'Correct not_completed_reason or care_status.',
  example: { cells: { not_completed_reason: 'other_authority_duty' } },
  isConfirmable: true,
  check: ({ not_completed_reason: reason, care_status: status }) =>
    when(
      reason === 'other_authority_duty' && status && status !== 'looked_after_other_authority',
      'not_completed_reason',
    ),
};
