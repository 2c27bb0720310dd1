import type { QuestionThread, ThreadEntry } from '#casework';
import { parseReportingMonth, showDay, showInstant } from '#domain/time';
import { showMonth } from '../expected-returns/return-words.js';

/** One line of a thread: what it is, when, by whom, and what was said. */
export interface EntryView {
  readonly line: string;
  readonly words: string;
}

/** A thread in words, wherever it is shown. */
export interface ThreadView {
  readonly id: string;
  readonly subject: string;
  readonly state: string;
  readonly colour: string;
  readonly wanted: string;
  readonly entries: readonly EntryView[];
  readonly href: string;
}

const stateWords = {
  asked: { state: 'Waiting for an answer', colour: 'blue' },
  answered: { state: 'Answered', colour: 'teal' },
  corrected: { state: 'Corrected', colour: 'green' },
  closed: { state: 'Closed', colour: 'grey' },
} as const;

export function presentThread(thread: QuestionThread, authority: string): ThreadView {
  const { id, state, isOverdue, wantedOn, entries } = thread;
  return {
    ...{ id: `question-${id}`, subject: subjectOf(thread) },
    ...(isOverdue ? { state: 'Answer overdue', colour: 'red' } : stateWords[state]),
    wanted: wantedOn === null || state === 'closed' ? '' : `Answer wanted by ${showDay(wantedOn)}`,
    entries: entries.map((entry) => presentEntry(entry, thread.providerName)),
    href: `/questions/${id}?authority=${authority}`,
  };
}

/** What a question is about, by references alone. */
export function subjectOf({ column }: Pick<QuestionThread, 'column'>): string {
  return column === null ? 'The whole row' : `Column ${column}`;
}

/** Where a row stands, for those who look for it in their file. */
export function showPlace({ row, period }: NonNullable<QuestionThread['row']>): string {
  const month = period === null ? null : parseReportingMonth(period);
  return month ? `Row ${row} of a return for ${showMonth(month)}` : `Row ${row} of a return`;
}

function presentEntry(entry: ThreadEntry, provider: string): EntryView {
  const at = showInstant(entry.at);
  switch (entry.kind) {
    case 'asked':
      return {
        line: `Asked by ${entry.by ?? 'the council'}, ${at}; answer wanted by ${showDay(entry.wantedOn)}`,
        words: entry.words,
      };
    case 'answered':
      return { line: `Answered by ${entry.by ?? provider}, ${at}`, words: entry.words };
    case 'closed':
      return { line: `Closed by ${entry.by ?? 'the council'}, ${at}`, words: entry.words ?? '' };
    case 'corrected':
      return { line: `Row sent again and applied, ${at}`, words: showChanged(entry.columns) };
  }
}

function showChanged(columns: readonly string[] | null): string {
  if (columns === null) return '';
  return columns.length === 0 ? 'In the cells nothing changed.' : `Changed: ${columns.join(', ')}`;
}
