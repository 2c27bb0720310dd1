import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** Nobody can decline what was not offered; the offer needs its evidence. */
export const refusalWithoutOffer: RowRule = {
  kind: 'row',
  code: 'PR-164',
  severity: 'warning',
  columns: ['not_completed_reason', 'offered_at', 'attempts'],
  title: 'The interview is said to have been declined, but no offer is recorded.',
  explain: 'Give offered_at, offered_to and offer_outcome, or attempts.',
  example: { cells: { not_completed_reason: 'declined_by_child' } },
  isConfirmable: false,
  readsBlank: ['offered_at', 'attempts'],
  check: ({ not_completed_reason: reason, offered_at: offeredAt, attempts }) =>
    when((reason === 'declined_by_child' || reason === 'declined_by_parent') && !offeredAt && !attempts, 'offered_at'),
};
