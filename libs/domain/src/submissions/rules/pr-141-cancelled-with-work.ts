import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** A cancelled episode was recorded in error and is counted nowhere. */
export const cancelledWithWork: RowRule = {
  kind: 'row',
  code: 'PR-141',
  severity: 'warning',
  columns: ['episode_end', 'interview_at', 'fee_claimed'],
  title: 'The episode is cancelled, but an interview or a fee is given.',
  explain: 'Check that it was recorded in error: what is cancelled counts nowhere.',
  example: { cells: { episode_end: 'cancelled', interview_at: '12/10/2025', push_factors: 'PU01' } },
  isConfirmable: true,
  check: ({ episode_end: end, interview_at: heldAt, fee_claimed: fee }) =>
    when(end === 'cancelled' && (heldAt || fee), 'episode_end'),
};
