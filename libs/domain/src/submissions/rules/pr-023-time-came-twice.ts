import type { SpokenCheck } from '../check-words.js';

/** The hour from one o'clock is doubled on the last Sunday in October. */
export const timeCameTwice: SpokenCheck<[cell: string]> = {
  kind: 'cell',
  code: 'PR-023',
  severity: 'warning',
  columns: [],
  title: 'A time came twice, because the clocks went back in that hour in October; the first is taken.',
  explain: 'For the second write it in ISO 8601 with the offset +00:00.',
  example: { cells: { missing_at: '26/10/2025 01:30' } },
  isConfirmable: true,
  says: (cell) =>
    `"${cell}" occurred twice, because the clocks went back; the first is taken. For the second write it with its offset, +00:00.`,
};
