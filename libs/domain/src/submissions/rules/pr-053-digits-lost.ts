import type { SpokenCheck } from '../check-words.js';

/** A spreadsheet keeps fifteen digits of a number: of a longer reference that was typed as a number the rest is gone. */
export const digitsLost: SpokenCheck<[place: string]> = {
  kind: 'cell',
  code: 'PR-053',
  severity: 'error',
  columns: [],
  title: 'A cell of a workbook holds a number of more than 15 digits, of which the last ones are lost.',
  explain: 'Format the cell as text and type it in again.',
  example: null,
  isConfirmable: false,
  says: (place) =>
    `${place} is a number of more than 15 digits, of which the spreadsheet has lost the last ones; format the cell as text and type it in again.`,
};
