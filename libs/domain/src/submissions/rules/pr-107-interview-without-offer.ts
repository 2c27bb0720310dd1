import type { RowRule } from '../row-rule.js';

/** An interview without a recorded offer implies one at its start (counting rules). */
export const interviewWithoutOffer: RowRule = {
  code: 'PR-107',
  check: ({ interview_at: interviewAt, offered_at: offeredAt }) =>
    interviewAt && !offeredAt
      ? [
          {
            severity: 'warning',
            column: 'offered_at',
            message:
              'An interview was held but offered_at is blank; the offer is taken to be at its start. Give the time of the offer if it is known.',
          },
        ]
      : [],
};
