import type { SpokenCheck } from '../check-words.js';

/** Not recorded is an answer: the blank cell. */
export const neitherYesNorNo: SpokenCheck<[cell: string]> = {
  kind: 'cell',
  code: 'PR-031',
  severity: 'error',
  columns: ['independent'],
  title: 'A cell that should say Y or N says something else.',
  explain: 'Write Y or N, or leave it blank if it was not recorded.',
  example: { cells: { independent: 'maybe' } },
  isConfirmable: false,
  says: (cell) => `"${cell}" is neither Y nor N; write one of them, or leave it blank if it is not recorded.`,
};
