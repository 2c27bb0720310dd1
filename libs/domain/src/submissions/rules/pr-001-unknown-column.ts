import type { SpokenCheck } from '../check-words.js';

/** A column of the sender's own: nothing is lost, and nothing is read from it. */
export const unknownColumn: SpokenCheck<[header: string]> = {
  kind: 'file',
  code: 'PR-001',
  severity: 'warning',
  columns: [],
  title: 'A column is not part of the format.',
  explain: 'It is kept with the rows and not read; correct its name if it should be one of the format.',
  example: { cells: { 'Notes to self': 'call back' } },
  isConfirmable: false,
  says: (header) => `Column "${header}" is not part of the format; it is kept with the rows and not read.`,
};
