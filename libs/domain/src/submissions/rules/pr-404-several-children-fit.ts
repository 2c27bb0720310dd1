import type { SpokenCheck } from '../check-words.js';

/** Twins and namesakes: never matched by guess. */
export const severalChildrenFit: SpokenCheck<[]> = {
  kind: 'record',
  code: 'PR-404',
  severity: 'error',
  columns: ['given_name', 'family_name'],
  title: 'Several children on record fit the name and the date of birth.',
  explain: 'Settle which child it is, and tell the provider its child ID.',
  example: {
    cells: { provider_ref: 'H003', child_id: '', given_name: 'Testa', family_name: 'Ashgrove-Sample' },
    after: [
      { by: 'another', cells: { given_name: 'Testa', family_name: 'Ashgrove-Sample' } },
      {
        by: 'another',
        cells: { provider_ref: 'H002', child_id: 'S1002', given_name: 'Testa', family_name: 'Ashgrove-Sample' },
      },
    ],
  },
  isConfirmable: false,
  isForCouncil: true,
  says: () =>
    `Several children on record fit the name and the date of birth; settle which child it is, and tell the provider its child ID.`,
};
