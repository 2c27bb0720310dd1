import type { SpokenCheck } from '../check-words.js';

/** A formula is read as what it last came to; told once for each column, with the first cell and how many there are. */
export const formulaRead: SpokenCheck<[column: string, first: string, count: string]> = {
  kind: 'file',
  code: 'PR-050',
  severity: 'info',
  columns: [],
  title: 'A column of a workbook holds formulas.',
  explain: 'What they last came to is read; you need do nothing.',
  example: null,
  isConfirmable: false,
  says: (column, first, count) =>
    `In column ${column} ${count === '1' ? `${first} holds a formula` : `${count} cells hold formulas, the first is ${first}`}; what was last worked out is read.`,
};
