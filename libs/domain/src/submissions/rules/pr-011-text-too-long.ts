import type { SpokenCheck } from '../check-words.js';

/** Each column holds so much and no more. */
export const textTooLong: SpokenCheck<[length: string, longest: string]> = {
  kind: 'cell',
  code: 'PR-011',
  severity: 'error',
  columns: [],
  title: 'A text is too long.',
  explain: 'Shorten it.',
  example: { cells: { child_id: 'S1001-and-a-note-about-who-the-child-may-be' } },
  isConfirmable: false,
  says: (length, longest) => `The text has ${length} characters; shorten it to at most ${longest}.`,
};
