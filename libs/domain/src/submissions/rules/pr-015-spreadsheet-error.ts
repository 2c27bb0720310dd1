import type { TextCheck } from '../check-words.js';

const errorValue =
  /^#(?:REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|GETTING_DATA)$|^#{3,}$/i;

/** What a spreadsheet shows where a formula failed or a column is too narrow says nothing about a child. */
export const spreadsheetError: TextCheck = {
  kind: 'cell',
  code: 'PR-015',
  severity: 'error',
  columns: [],
  title: 'A cell holds the error of a spreadsheet formula, or the signs of a column that is too narrow.',
  explain: 'Write what the cell should say.',
  example: { cells: { council_ref: '#REF!' } },
  isConfirmable: false,
  says: (cell) => `"${cell}" is an error of the spreadsheet; write what the cell should say.`,
  finds: (cell) => cell.startsWith('#') && errorValue.test(cell),
};
