import type { SpokenCheck } from '../check-words.js';

/** Miles with one place after the point at most. */
export const notADistance: SpokenCheck<[cell: string]> = {
  kind: 'cell',
  code: 'PR-042',
  severity: 'error',
  columns: ['mileage'],
  title: 'A cell is not a distance in miles.',
  explain: 'Write for example 12.5.',
  example: { cells: { mileage: '12 miles' } },
  isConfirmable: false,
  says: (cell) => `"${cell}" is not a distance in miles, such as 12.5.`,
};
