import type { SpokenCheck } from '../check-words.js';

/** Where the contract asks for it, a row that changes what its sender told before waits until the sender confirms that. */
export const changeUnconfirmed: SpokenCheck<[columns: string]> = {
  kind: 'record',
  code: 'PR-351',
  severity: 'error',
  columns: [],
  title: 'The row changes what you sent before, and the contract asks you to confirm changes.',
  explain: 'Compare the old and the new values of the return, then confirm the row or withdraw it.',
  example: null,
  isConfirmable: false,
  says: (columns) =>
    `The row changes what you sent before (${columns}); compare the old and the new values, then confirm the row or withdraw it.`,
};
