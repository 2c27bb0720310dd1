import type { SpokenCheck } from '../check-words.js';

/** A date of birth has no time of day. */
export const notADate: SpokenCheck<[cell: string]> = {
  kind: 'cell',
  code: 'PR-024',
  severity: 'error',
  columns: ['date_of_birth'],
  title: 'A cell that should hold a date holds something else, or a day that does not exist.',
  explain: 'Write dd/mm/yyyy.',
  example: { cells: { date_of_birth: '31/02/2010' } },
  isConfirmable: false,
  says: (cell) => `"${cell}" is not a date; write dd/mm/yyyy.`,
};
