import type { RowRule } from '../row-rule.js';

/** "Offered" needs evidence: when, and to whom. */
export const offerNotDescribed: RowRule = {
  kind: 'row',
  code: 'PR-108',
  severity: 'warning',
  columns: ['offered_at', 'offered_to', 'offer_outcome'],
  title: 'An offer has no date, so it cannot be counted, or does not say to whom, so it is taken as made to the child.',
  explain: 'Give offered_at and offered_to.',
  example: { cells: { offered_to: 'child' } },
  isConfirmable: false,
  readsBlank: ['offered_at', 'offered_to'],
  check: ({ offered_at: offeredAt, offered_to: offeredTo, offer_outcome: outcome }) => {
    if (offeredAt && !offeredTo) {
      return [
        {
          column: 'offered_to',
          message:
            'offered_to is blank; the offer is taken to have been made to the child. Write child, carer or both.',
        },
      ];
    }
    if (!offeredAt && (outcome || offeredTo)) {
      return [
        {
          column: 'offered_at',
          message:
            'An offer is described but offered_at is blank; without its date it cannot be counted. Give offered_at.',
        },
      ];
    }
    return [];
  },
};
