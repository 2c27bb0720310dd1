import type { SpokenCheck } from '../check-words.js';

/** The first half is enough to measure by. */
export const notAPostcode: SpokenCheck<[cell: string]> = {
  kind: 'cell',
  code: 'PR-034',
  severity: 'error',
  columns: ['placement_postcode', 'home_postcode'],
  title: 'A cell is neither a postcode nor its first half.',
  explain: 'Write for example SM1 1AA or SM1.',
  example: { cells: { home_postcode: 'SM1 1' } },
  isConfirmable: false,
  says: (cell) => `"${cell}" is not a postcode or its first half, such as SM1.`,
};
