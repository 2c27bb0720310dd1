import type { SpokenCheck } from '../check-words.js';

/** The version decides which of two rows is later. */
export const notAWholeNumber: SpokenCheck<[cell: string]> = {
  kind: 'cell',
  code: 'PR-040',
  severity: 'error',
  columns: ['row_version'],
  title: 'A cell is not a whole number.',
  explain: 'Write figures only, nine at most.',
  example: { cells: { row_version: '1.5' } },
  isConfirmable: false,
  says: (cell) => `"${cell}" is not a whole number.`,
};
