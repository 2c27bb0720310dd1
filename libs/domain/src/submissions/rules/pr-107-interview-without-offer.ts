import type { ReturnValues } from '../columns.js';
import type { RowRule } from '../row-rule.js';

/** An interview without a recorded offer to the child implies one at its start (counting rules). */
export const interviewWithoutOffer: RowRule = {
  code: 'PR-107',
  readsBlank: ['offered_at', 'attempts'],
  check: (values) =>
    values.interview_at && !isOffered(values)
      ? [
          {
            severity: 'warning',
            column: 'offered_at',
            message:
              'An interview was held but no offer to the child is recorded; it is taken to be at its start. Give the time of the offer if it is known.',
          },
        ]
      : [],
};

/** An attempt counts as an offer once it was answered; an offer to the carer only is none. */
function isOffered({ offered_at: offeredAt, offered_to: offeredTo, attempts }: ReturnValues): boolean {
  const isAnswered = attempts?.some(({ outcome }) => outcome === 'accepted' || outcome === 'declined') ?? false;
  return isAnswered || (Boolean(offeredAt) && offeredTo !== 'carer');
}
