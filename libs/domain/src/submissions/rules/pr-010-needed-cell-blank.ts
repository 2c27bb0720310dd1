import type { SpokenCheck } from '../check-words.js';

/** Without these five there is no episode: they stand in the row, on record, or in another row of the reference. */
export const neededCellBlank: SpokenCheck<[column: string]> = {
  kind: 'cell',
  code: 'PR-010',
  severity: 'error',
  columns: ['provider_ref', 'date_of_birth', 'care_status', 'episode_type', 'missing_at'],
  title: 'A cell that every episode needs is blank, and it is not on record either.',
  explain: 'Fill it, or send the rest in another row with the same provider_ref: then this row is taken in by itself.',
  example: { cells: { date_of_birth: '' } },
  isConfirmable: false,
  says: (column) =>
    column === 'provider_ref'
      ? 'provider_ref is blank; every row needs it.'
      : `${column} is blank and not on record; fill it, or send it in another row with this provider_ref, and this row is taken in by itself.`,
};
