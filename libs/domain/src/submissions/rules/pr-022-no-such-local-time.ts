import type { SpokenCheck } from '../check-words.js';

/** The hour from one o'clock is left out on the last Sunday in March. */
export const noSuchLocalTime: SpokenCheck<[cell: string]> = {
  kind: 'cell',
  code: 'PR-022',
  severity: 'error',
  columns: [],
  title: 'A time does not exist, because the clocks went forward in that hour in March.',
  explain: 'Check the time.',
  example: { cells: { missing_at: '30/03/2025 01:30' } },
  isConfirmable: false,
  says: (cell) => `"${cell}" does not exist: the clocks went forward in that hour; check the time.`,
};
