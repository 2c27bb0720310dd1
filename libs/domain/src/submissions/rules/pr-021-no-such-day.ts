import type { SpokenCheck } from '../check-words.js';

/** Such as 31 September, or a year before 1900. */
export const noSuchDay: SpokenCheck<[cell: string]> = {
  kind: 'cell',
  code: 'PR-021',
  severity: 'error',
  columns: [],
  title: 'A date is a day that does not exist.',
  explain: 'Check the day, month and year.',
  example: { cells: { missing_at: '31/09/2025 20:00' } },
  isConfirmable: false,
  says: (cell) => `"${cell}" is a day that does not exist; check the day, month and year.`,
};
