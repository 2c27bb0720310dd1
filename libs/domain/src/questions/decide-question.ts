import { granted, refused } from '../access/index.js';
import type { Decision } from '../access/index.js';
import { Temporal } from '../time/index.js';
import type { Day } from '../time/index.js';
import type { QuestionState } from './question-thread.js';

/** More than this belongs into a conversation, or into the record itself. In characters. */
export const WORDS_MOST = 2000;
/** How far ahead an answer can be wanted: later than this nobody waits for it any more. */
export const WANTED_WITHIN_DAYS = 365;

export type WordsFault = 'words-missing' | 'words-too-long';
export type AskingFault = WordsFault | 'day-missing' | 'day-past' | 'day-too-late';
export type AnswerRefusal = WordsFault | 'question-closed';
export type ClosingRefusal = 'words-too-long' | 'question-closed';

/** What is asked, and by which day an answer is wanted. */
export interface AskingWish {
  readonly words: string;
  readonly wantedOn: Day | null;
}

/** A question as it is kept. An answer is wanted today at the earliest and within a year. */
export function decideAsking(
  { words, wantedOn }: AskingWish,
  today: Day,
): Decision<{ readonly words: string; readonly wantedOn: Day }, AskingFault> {
  const said = decideWords(words);
  if (said.kind === 'refused') return said;
  if (wantedOn === null) return refused('day-missing');
  if (Temporal.PlainDate.compare(wantedOn, today) < 0) return refused('day-past');
  if (Temporal.PlainDate.compare(wantedOn, today.add({ days: WANTED_WITHIN_DAYS })) > 0) return refused('day-too-late');
  return granted({ words: said.value, wantedOn });
}

/** An answer as it is kept. A question that was closed takes none until it is asked again. */
export function decideAnswer(words: string, state: QuestionState): Decision<string, AnswerRefusal> {
  return state === 'closed' ? refused('question-closed') : decideWords(words);
}

/** The reason for closing a question, which may be left out. */
export function decideClosing(words: string, state: QuestionState): Decision<string | null, ClosingRefusal> {
  if (state === 'closed') return refused('question-closed');
  const reason = words.trim();
  if (reason.length > WORDS_MOST) return refused('words-too-long');
  return granted(reason === '' ? null : reason);
}

function decideWords(text: string): Decision<string, WordsFault> {
  const words = text.trim();
  if (words === '') return refused('words-missing');
  return words.length > WORDS_MOST ? refused('words-too-long') : granted(words);
}
