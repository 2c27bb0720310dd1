import type { SpokenCheck } from '../check-words.js';

/** A time that is not known is a value: the day alone. */
export const notADateTime: SpokenCheck<[cell: string]> = {
  kind: 'cell',
  code: 'PR-020',
  severity: 'error',
  columns: [],
  title: 'A cell that should hold a date and time holds something else.',
  explain: 'Write dd/mm/yyyy hh:mm, or dd/mm/yyyy if the time is not known.',
  example: { cells: { missing_at: 'Friday night' } },
  isConfirmable: false,
  says: (cell) => `"${cell}" is not a date and time; write dd/mm/yyyy hh:mm, or dd/mm/yyyy if the time is not known.`,
};
