import type { SpokenCheck } from '../check-words.js';

/** Said once for the file, not once for every row. */
export const absentColumn: SpokenCheck<[column: string]> = {
  kind: 'file',
  code: 'PR-003',
  severity: 'error',
  columns: ['provider_ref', 'date_of_birth', 'care_status', 'episode_type', 'missing_at'],
  title: 'A column that every row needs is absent.',
  explain: 'Add the column; rows of which the record has it are taken in without.',
  example: { cells: {}, without: ['missing_at'] },
  isConfirmable: false,
  says: (column) => `Column ${column} is absent; add it, every row needs it unless it is on record.`,
};
