import type { TextCheck } from '../check-words.js';

const powerOfTen = /^\d(?:\.\d+)?E\+\d{1,3}$/i;

/** A spreadsheet shows a long number as 1.23E+11 and may save it so: its last figures are lost. */
export const referenceInPowersOfTen: TextCheck = {
  kind: 'cell',
  code: 'PR-017',
  severity: 'warning',
  columns: ['provider_ref', 'council_ref', 'child_id', 'police_ref'],
  title: 'A reference looks like a long number that a spreadsheet has shortened, so its last figures may be lost.',
  explain: 'Format the column as text and write the reference out.',
  example: { cells: { police_ref: '1.23E+11' } },
  isConfirmable: true,
  says: (cell) =>
    `"${cell}" looks like a long number that a spreadsheet has shortened; format the column as text and write it out.`,
  finds: (cell) => powerOfTen.test(cell),
};
