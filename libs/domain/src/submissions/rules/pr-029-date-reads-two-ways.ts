import type { SpokenCheck } from '../check-words.js';

/** With strokes the format says that the day comes first; with other marks nobody does. */
export const dateReadsTwoWays: SpokenCheck<[cell: string, couldBe: string]> = {
  kind: 'cell',
  code: 'PR-029',
  severity: 'error',
  columns: [],
  title: 'A date with hyphens or full stops could be read as two different days.',
  explain: 'Write dd/mm/yyyy with strokes, or yyyy-mm-dd.',
  example: { cells: { missing_at: '10-03-2025' } },
  isConfirmable: false,
  says: (cell, couldBe) => `"${cell}" could be ${couldBe}; write it as dd/mm/yyyy or yyyy-mm-dd.`,
};
