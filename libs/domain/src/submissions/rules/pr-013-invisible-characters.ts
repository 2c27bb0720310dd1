import type { TextCheck } from '../check-words.js';

/** Control characters, marks of zero width and marks of direction; joiners, which some scripts write with, are none. */
const invisible =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/gu;

/** Copied text brings characters along that nobody sees: two references that look alike would then differ. */
export const invisibleCharacters: TextCheck = {
  kind: 'cell',
  code: 'PR-013',
  severity: 'info',
  columns: [],
  title: 'A cell holds characters that cannot be seen; they are left out.',
  explain: 'Nothing needs to be done.',
  example: { cells: { council_ref: 'EP\u200B-17' } },
  isConfirmable: false,
  says: () => 'The cell holds characters that cannot be seen; they are left out.',
  finds: (cell) => cell.search(invisible) >= 0,
};

/** A cell without the characters that cannot be seen. */
export function withoutInvisible(cell: string): string {
  return cell.replaceAll(invisible, '').trim();
}
