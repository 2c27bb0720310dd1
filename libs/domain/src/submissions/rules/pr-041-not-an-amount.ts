import type { SpokenCheck } from '../check-words.js';

/** Amounts are kept in whole pence. */
export const notAnAmount: SpokenCheck<[cell: string]> = {
  kind: 'cell',
  code: 'PR-041',
  severity: 'error',
  columns: ['fee_claimed'],
  title: 'A cell is not an amount in pounds.',
  explain: 'Write for example 245.50.',
  example: { cells: { fee_claimed: '245,50' } },
  isConfirmable: false,
  says: (cell) => `"${cell}" is not an amount in pounds, such as 245.50.`,
};
