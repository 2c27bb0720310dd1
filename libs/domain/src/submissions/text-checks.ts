import { note } from './check-words.js';
import type { TextCheck } from './check-words.js';
import { shorten } from './finding.js';
import type { Note } from './finding.js';
import { textChecks } from './rules/index.js';
import { invisibleCharacters, withoutInvisible } from './rules/pr-013-invisible-characters.js';
import { cellCutOff } from './rules/pr-014-cell-cut-off.js';

/** By column the checks that look at it; those that name no column look at all of them. */
const checksOf = new Map<string, readonly TextCheck[]>();

/** What is to be said of the text of a cell, and the text without what cannot be seen. */
export function checkText(column: string, written: string): { readonly cell: string; readonly notes: readonly Note[] } {
  if (isPlain(written) && !checksFor(column).some((check) => check.finds(written)))
    return { cell: written, notes: none };
  const cell = withoutInvisible(written);
  const notes: Note[] = [];
  for (const check of checksFor(column)) {
    const looksAt = check === invisibleCharacters ? written : cell;
    if (check.finds(looksAt)) notes.push(note(check, check === cellCutOff ? cell : shorten(cell)));
  }
  return { cell, notes };
}

const none: readonly Note[] = [];

/** Letters, figures and marks of a keyboard: what most cells hold, and what needs no cleaning. */
function isPlain(cell: string): boolean {
  return /^[\x20-\x7E]*$/.test(cell);
}

function checksFor(column: string): readonly TextCheck[] {
  const known = checksOf.get(column);
  if (known) return known;
  const checks = textChecks.filter(({ columns }) => columns.length === 0 || columns.includes(column));
  checksOf.set(column, checks);
  return checks;
}
