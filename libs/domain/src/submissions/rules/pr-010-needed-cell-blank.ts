import type { SpokenCheck } from '../check-words.js';

/** Without these five a row is no episode. */
export const neededCellBlank: SpokenCheck<[column: string]> = {
  kind: 'cell',
  code: 'PR-010',
  severity: 'error',
  columns: ['provider_ref', 'date_of_birth', 'care_status', 'episode_type', 'missing_at'],
  title: 'A cell that every row needs is blank.',
  explain: 'Fill it.',
  example: { cells: { date_of_birth: '' } },
  isConfirmable: false,
  says: (column) => `${column} is blank; every row needs it.`,
};
