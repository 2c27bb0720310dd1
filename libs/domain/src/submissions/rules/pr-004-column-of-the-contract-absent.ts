import type { SpokenCheck } from '../check-words.js';

/** A contract may ask for more than the format needs. The rows go in all the same: what they say is not lost for it. */
export const columnOfTheContractAbsent: SpokenCheck<[column: string]> = {
  kind: 'file',
  code: 'PR-004',
  severity: 'warning',
  columns: [],
  title: 'A column is absent that the contract asks for.',
  explain: 'Add it; the rows go in all the same.',
  example: null,
  isConfirmable: false,
  says: (column) => `Column ${column} is absent, and the contract asks for it; add it. The rows go in all the same.`,
};
