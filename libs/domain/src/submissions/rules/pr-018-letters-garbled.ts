import type { TextCheck } from '../check-words.js';

const garbled = /Ã[\u0080-\u00BF]|â€|Â[\u00A0-\u00BF]|\uFFFD/u;

/** UTF-8 that was read as Windows-1252, or the other way round, spoils names: Zoé becomes ZoÃ©. */
export const lettersGarbled: TextCheck = {
  kind: 'cell',
  code: 'PR-018',
  severity: 'warning',
  columns: [],
  title: 'Letters came out wrong, because the file was saved in one encoding and read in another.',
  explain: 'Save the file as "CSV UTF-8" and send it again.',
  example: { cells: { given_name: 'ZoÃ©', family_name: 'Ashgrove-Sample' } },
  isConfirmable: false,
  says: (cell) => `Letters in "${cell}" came out wrong; save the file as "CSV UTF-8" and send it again.`,
  finds: (cell) => garbled.test(cell),
};
