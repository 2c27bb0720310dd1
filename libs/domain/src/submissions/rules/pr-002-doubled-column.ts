import type { SpokenCheck } from '../check-words.js';

/** Which of two columns of one name counts cannot be told. */
export const doubledColumn: SpokenCheck<[column: string]> = {
  kind: 'file',
  code: 'PR-002',
  severity: 'error',
  columns: [],
  title: 'A column stands in the file twice.',
  explain: 'Remove one of the two.',
  example: { cells: { gender: 'female', ' GENDER ': 'male' } },
  isConfirmable: false,
  says: (column) => `Column ${column} stands there twice; remove one of them.`,
};
