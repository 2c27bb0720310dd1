import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** A child who declined may agree later; then there is an answer that says so. */
export const declinedButInterviewed: RowRule = {
  kind: 'row',
  code: 'PR-128',
  severity: 'warning',
  columns: ['offer_outcome', 'interview_at', 'attempts'],
  title: 'The child declined and was interviewed all the same.',
  explain: 'Give the later offer that was accepted in attempts, or correct offer_outcome.',
  example: {
    cells: {
      offered_at: '11/10/2025',
      offered_to: 'child',
      offer_outcome: 'declined',
      interview_at: '12/10/2025',
      push_factors: 'PU01',
    },
  },
  isConfirmable: true,
  readsBlank: ['attempts'],
  check: ({ offer_outcome: outcome, interview_at: heldAt, attempts }) =>
    when(
      outcome === 'declined' && heldAt && !attempts?.some((attempt) => attempt.outcome === 'accepted'),
      'offer_outcome',
    ),
};
