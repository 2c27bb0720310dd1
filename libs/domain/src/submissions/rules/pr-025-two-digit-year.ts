import type { SpokenCheck } from '../check-words.js';

/** SSDA903 rules 1004 and 1005 ask for four figures; the century of a date of birth would be a guess. */
export const twoDigitYear: SpokenCheck<[cell: string]> = {
  kind: 'cell',
  code: 'PR-025',
  severity: 'error',
  columns: [],
  title: 'The year of a date has two figures.',
  explain: 'Write it with four.',
  example: { cells: { missing_at: '10/10/25 20:00' } },
  isConfirmable: false,
  says: (cell) => `"${cell}" has a year of two figures; write the year with four, such as 2025.`,
};
