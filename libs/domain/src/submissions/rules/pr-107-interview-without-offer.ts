import type { ReturnValues } from '../columns.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** An interview without a recorded offer to the child implies one at its start (counting rules). */
export const interviewWithoutOffer: RowRule = {
  kind: 'row',
  code: 'PR-107',
  severity: 'warning',
  columns: ['offered_at', 'offered_to', 'attempts', 'interview_at'],
  title: 'An interview was held but no offer to the child is recorded; it is taken to be at its start.',
  explain: 'Give the time of the offer if it is known.',
  example: { cells: { returned_at: '11/10/2025', interview_at: '12/10/2025', push_factors: 'PU01' } },
  isConfirmable: true,
  readsBlank: ['offered_at', 'attempts'],
  check: (values) => when(values.interview_at && !isOffered(values), 'offered_at'),
};

/** An attempt counts as an offer once it was answered; an offer to the carer only is none. */
function isOffered({ offered_at: offeredAt, offered_to: offeredTo, attempts }: ReturnValues): boolean {
  const isAnswered = attempts?.some(({ outcome }) => outcome === 'accepted' || outcome === 'declined') ?? false;
  return isAnswered || (Boolean(offeredAt) && offeredTo !== 'carer');
}
