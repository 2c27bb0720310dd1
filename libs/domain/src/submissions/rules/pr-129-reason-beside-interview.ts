import { dayOf } from '../../time/index.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** An interview was held or there is a reason why not; a talk in a mode that the contract does not count may have both. */
export const reasonBesideInterview: RowRule = {
  kind: 'row',
  code: 'PR-129',
  severity: 'warning',
  columns: ['not_completed_reason', 'interview_at', 'interview_mode'],
  title: 'A reason why no interview was held stands beside an interview.',
  explain: 'Clear not_completed_reason with a hyphen, or correct interview_at.',
  example: { cells: { interview_at: '12/10/2025', push_factors: 'PU01', not_completed_reason: 'no_contact' } },
  isConfirmable: true,
  check: ({ not_completed_reason: reason, interview_at: heldAt, interview_mode: mode }, { contractOn }) =>
    when(
      reason && heldAt && (!mode || contractOn(dayOf(heldAt))?.countedModes.includes(mode) !== false),
      'not_completed_reason',
    ),
};
