import { factorViews } from '../factors/index.js';
import type { FactorCategory, FactorView, FactorWords } from '../factors/index.js';
import { columnKey } from './columns.js';
import { items } from './read-cell.js';

/** Words in a section of the form that name no factor that is known. */
export interface UnmatchedWords {
  readonly section: FactorCategory;
  /** As they were typed, without whose view they are. */
  readonly words: string;
  readonly view: FactorView | null;
  /** Of a vulnerability whether it is there; null where that was not said, and for what is no vulnerability. */
  readonly isPresent: boolean | null;
}

/** What a row says of the sections with factors: which it fills or clears, and which of its words are not known. */
export interface WordsOfRow {
  readonly told: readonly FactorCategory[];
  readonly unmatched: readonly UnmatchedWords[];
}

const sections: ReadonlyMap<string, FactorCategory> = new Map([
  ['push_factors', 'push'],
  ['pull_factors', 'pull'],
  ['harms', 'harm'],
  ['protective_factors', 'protective'],
  ['vulnerabilities', 'vulnerability'],
]);

/** Looks through the cells of a row for words that name no known factor. */
export function factorWordsOf(cells: Readonly<Record<string, string>>, known: FactorWords): WordsOfRow {
  const filled = Object.entries(cells).flatMap(([header, cell]) => {
    const section = sections.get(columnKey(header));
    return section === undefined || /^[;\s]*$/.test(cell) ? [] : [{ section, cell: cell.trim() }];
  });
  return {
    told: filled.map(({ section }) => section),
    unmatched: filled.flatMap(({ section, cell }) =>
      cell === '-' ? [] : items(cell).flatMap((item) => unmatchedIn(item, section, known) ?? []),
    ),
  };
}

function unmatchedIn(item: string, section: FactorCategory, known: FactorWords): UnmatchedWords | null {
  const read = section === 'vulnerability' ? readAnswer(item) : readView(item);
  const isAnswer = section !== 'vulnerability' && /^(none[\s_-]+given|not[\s_-]+asked)$/i.test(item);
  if (isAnswer || known.find(read.words, [section]) !== null) return null;
  return { section, ...read };
}

function readView(item: string): Omit<UnmatchedWords, 'section'> {
  const suffix = /:\s*(child|other|interviewer)$/i.exec(item)?.[1]?.toLowerCase();
  const view = factorViews.find((each) => each === suffix) ?? null;
  return { words: (view === null ? item : item.slice(0, item.lastIndexOf(':'))).trim(), view, isPresent: null };
}

function readAnswer(item: string): Omit<UnmatchedWords, 'section'> {
  const [words = '', answer = ''] = item.split('=').map((part) => part.trim());
  return { words, view: null, isPresent: /^[yn]$/i.test(answer) ? answer.toUpperCase() === 'Y' : null };
}
