import { dayOf } from '../../time/index.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** Which modes complete an interview is a term of the contract. */
export const modeNotCounted: RowRule = {
  kind: 'row',
  code: 'PR-203',
  severity: 'warning',
  columns: ['interview_mode', 'interview_at'],
  title: 'The interview was held in a mode that the contract does not count, so it completes nothing.',
  explain: 'Hold one in a mode that counts, or give not_completed_reason.',
  example: { cells: { interview_at: '12/10/2025', interview_mode: 'telephone', push_factors: 'PU01' } },
  isConfirmable: true,
  readsBlank: ['not_completed_reason'],
  check: ({ interview_at: heldAt, interview_mode: mode, not_completed_reason: reason }, { contractOn }) =>
    when(
      heldAt && mode && !reason && contractOn(dayOf(heldAt))?.countedModes.includes(mode) === false,
      'interview_mode',
    ),
};
