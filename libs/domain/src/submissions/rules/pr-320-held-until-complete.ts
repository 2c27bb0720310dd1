import type { SpokenCheck } from '../check-words.js';

/** Rows may arrive in any order: one that was held is taken in by itself when what it waited for is there. */
export const heldUntilComplete: SpokenCheck<[]> = {
  kind: 'record',
  code: 'PR-320',
  severity: 'info',
  columns: [],
  title: 'The row was held at first, and was taken in once what it waited for had arrived.',
  explain: 'Nothing needs to be done.',
  example: null,
  isConfirmable: false,
  says: () => 'Held at first, and taken in since, because what it waited for has arrived.',
};
