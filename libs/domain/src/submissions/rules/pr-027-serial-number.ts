import type { SpokenCheck } from '../check-words.js';

/** Spreadsheets count from 1900 or from 1904, four years apart, and a number alone does not say from which. */
export const serialNumber: SpokenCheck<[cell: string, couldBe: string]> = {
  kind: 'cell',
  code: 'PR-027',
  severity: 'error',
  columns: [],
  title: 'A date is the bare number in which a spreadsheet keeps it.',
  explain: 'Format the cell as a date, or write dd/mm/yyyy hh:mm.',
  example: { cells: { missing_at: '45940.83333' } },
  isConfirmable: false,
  says: (cell, couldBe) =>
    `"${cell}" is a bare number; as a spreadsheet date it would be ${couldBe}. Write the date as dd/mm/yyyy hh:mm.`,
};
