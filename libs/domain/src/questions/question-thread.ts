import { Temporal, isAfter } from '../time/index.js';
import type { Day, Instant } from '../time/index.js';

/** What somebody wrote in a thread. Only the council asks and closes, only the provider answers. */
export type QuestionMessage =
  | { readonly kind: 'asked'; readonly at: Instant; readonly words: string; readonly wantedOn: Day }
  | { readonly kind: 'answered'; readonly at: Instant; readonly words: string }
  | { readonly kind: 'closed'; readonly at: Instant; readonly words: string | null };

/** A row of the same reference that was applied, with its columns as they are compared. */
export interface AppliedRow {
  readonly at: Instant;
  readonly submissionId: string;
  readonly row: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** That the provider has sent the row again after it was asked: nobody says so, the rows do. */
export interface RowCorrection extends Omit<AppliedRow, 'cells'> {
  readonly kind: 'corrected';
  /** The columns that say something else than the row before; null where that row is not known. */
  readonly columns: readonly string[] | null;
}

export const questionStates = ['asked', 'answered', 'corrected', 'closed'] as const;
export type QuestionState = (typeof questionStates)[number];

/** What was written and what was sent since, in the order of time; what was sent before the question is no answer to it. */
export function threadOf<Message extends QuestionMessage>(
  messages: readonly Message[],
  asked: AppliedRow['cells'] | null,
  rows: readonly AppliedRow[],
): readonly (Message | RowCorrection)[] {
  const [first] = messages;
  const later = inOrder(rows).filter(({ at }) => first !== undefined && isAfter(at, first.at));
  const corrections = later.map(({ cells, ...row }, index): RowCorrection => {
    const before = index === 0 ? asked : (later[index - 1]?.cells ?? null);
    return { kind: 'corrected', ...row, columns: before && changedColumns(before, cells) };
  });
  return inOrder([...messages, ...corrections]);
}

function inOrder<Entry extends { readonly at: Instant }>(entries: readonly Entry[]): readonly Entry[] {
  return [...entries].sort((left, right) => Temporal.Instant.compare(left.at, right.at));
}

/** The columns in which a row says something else than the one before, by name. A blank cell says nothing. */
export function changedColumns(before: AppliedRow['cells'], after: AppliedRow['cells']): readonly string[] {
  return Object.entries(after)
    .filter(([column, value]) => value.trim() !== '' && value.trim() !== (before[column] ?? '').trim())
    .map(([column]) => column)
    .sort();
}

/** What the last word is. What comes after the council has closed a question changes nothing until it asks again. */
export function questionState(thread: readonly Pick<QuestionMessage | RowCorrection, 'kind'>[]): QuestionState {
  return thread.reduce<QuestionState>(
    (state, { kind }) => (state === 'closed' && kind !== 'asked' ? state : kind),
    'asked',
  );
}

/** The day by which the last question wants its answer, that day included. */
export function answerWantedOn(thread: readonly (QuestionMessage | RowCorrection)[]): Day | null {
  return thread.reduce<Day | null>((wanted, entry) => (entry.kind === 'asked' ? entry.wantedOn : wanted), null);
}

/** An answer is overdue from the day after the one by which it is wanted. */
export function isAnswerOverdue(state: QuestionState, wantedOn: Day | null, today: Day): boolean {
  return state === 'asked' && wantedOn !== null && Temporal.PlainDate.compare(today, wantedOn) > 0;
}
