import type { SpokenCheck } from '../check-words.js';

/** A workbook that a program wrote without working its formulas out holds nothing to read in their cells. */
export const formulaNeverWorkedOut: SpokenCheck<[place: string]> = {
  kind: 'cell',
  code: 'PR-052',
  severity: 'error',
  columns: [],
  title: 'A cell of a workbook holds a formula that was never worked out.',
  explain: 'Open the workbook in the spreadsheet program, save it and send it again.',
  example: null,
  isConfirmable: false,
  says: (place) =>
    `${place} holds a formula that was never worked out; open the workbook in the spreadsheet program, save it and send it again.`,
};
