import type { RowRule } from '../row-rule.js';

/** "Offered" needs evidence: when, and to whom. */
export const offerNotDescribed: RowRule = {
  code: 'PR-108',
  readsBlank: ['offered_at', 'offered_to'],
  check: ({ offered_at: offeredAt, offered_to: offeredTo, offer_outcome: outcome }) => {
    if (offeredAt && !offeredTo) {
      return [
        {
          severity: 'warning',
          column: 'offered_to',
          message:
            'offered_to is blank; the offer is taken to have been made to the child. Write child, carer or both.',
        },
      ];
    }
    if (!offeredAt && (outcome || offeredTo)) {
      return [
        {
          severity: 'warning',
          column: 'offered_at',
          message:
            'An offer is described but offered_at is blank; without its date it cannot be counted. Give offered_at.',
        },
      ];
    }
    return [];
  },
};
