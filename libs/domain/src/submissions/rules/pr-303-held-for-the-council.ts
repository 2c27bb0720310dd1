import type { SpokenCheck } from '../check-words.js';

/** Whatever rests on what others told is said to the council alone, and in the same words each time. */
export const heldForTheCouncil: SpokenCheck<[]> = {
  kind: 'record',
  code: 'PR-303',
  severity: 'error',
  columns: [],
  title: 'The row is held for the council, which has something to settle about it.',
  explain: 'You need do nothing.',
  example: { cells: { provider_ref: 'H002', date_of_birth: '15/03/2010' }, after: [{ by: 'same', cells: {} }] },
  isConfirmable: false,
  says: () =>
    'Held for the council, which has something to settle about this row; it is then taken in by itself. You need do nothing.',
};
