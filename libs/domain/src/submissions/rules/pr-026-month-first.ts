import type { SpokenCheck } from '../check-words.js';

/** A second part above twelve can only be a day; the other dates of such a file are then in doubt as well. */
export const monthFirst: SpokenCheck<[cell: string, couldBe: string]> = {
  kind: 'cell',
  code: 'PR-026',
  severity: 'error',
  columns: [],
  title: 'A date has its month before its day.',
  explain: 'Write dd/mm/yyyy, and check the other dates of the file.',
  example: { cells: { missing_at: '10/13/2025 20:00' } },
  isConfirmable: false,
  says: (cell, couldBe) =>
    `"${cell}" has its month before its day; if it is ${couldBe}, write that. Check the other dates of the file as well.`,
};
