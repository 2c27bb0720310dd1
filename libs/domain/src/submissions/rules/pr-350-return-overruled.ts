import type { SpokenCheck } from '../check-words.js';

/** Where the council has put a return right, a provider's row does not change it back. */
export const returnOverruled: SpokenCheck<[]> = {
  kind: 'record',
  code: 'PR-350',
  severity: 'warning',
  columns: ['returned_at'],
  title: 'The council has corrected the return of this episode, and the row gives another; the corrected one stays.',
  explain: 'Ask the council if it is wrong, or send the time that the council gave.',
  example: null,
  isConfirmable: false,
  says: () =>
    'returned_at is left as the council has corrected it; ask the council if that is wrong, or send the time that it gave.',
};
