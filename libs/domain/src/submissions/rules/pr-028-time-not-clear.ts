import type { SpokenCheck } from '../check-words.js';

/** Half days, 24:00 and times without a colon are read wrongly too often to be taken. */
export const timeNotClear: SpokenCheck<[cell: string, couldBe: string]> = {
  kind: 'cell',
  code: 'PR-028',
  severity: 'error',
  columns: [],
  title: 'A time of day is not written as hh:mm.',
  explain: 'Write hh:mm from 00:00 to 23:59.',
  example: { cells: { missing_at: '10/10/2025 7pm' } },
  isConfirmable: false,
  says: (cell, couldBe) => `The time in "${cell}" is not written as hh:mm${couldBe}; write it from 00:00 to 23:59.`,
};
