import { showQuestionCursor } from '#casework';
import type { EpisodeToAsk, HeldRow, HeldRowsPage, QuestionThread, QuestionsPage, ShownQuestion } from '#casework';
import { columnKey, columns } from '#domain/submissions';
import { showDay, showInstant, showMoment } from '#domain/time';
import type { AuthorityChoice } from '../forms/authority-choice.js';
import { choices } from '../forms/choices.js';
import { dayField } from '../forms/day-field.js';
import { presentHeading } from '../children/heading.presenter.js';
import { typedWanted } from './question.forms.js';
import type { QuestionForm } from './question.forms.js';
import { presentThread, showPlace, subjectOf } from './thread.presenter.js';

/** Who looks at a question, and what was typed into its forms. */
export interface QuestionShown {
  readonly council: string;
  readonly authority: string;
  readonly mayAsk: boolean;
  readonly mayAnswer: boolean;
  readonly mayOpenRecord: boolean;
  readonly typed: Partial<QuestionForm & { answer: string; closing: string }>;
}

/** The questions that are not closed. */
export function presentQuestions(
  { questions, next }: QuestionsPage,
  choice: AuthorityChoice,
  { mayAsk, isOfProvider }: { readonly mayAsk: boolean; readonly isOfProvider: boolean },
) {
  const { authority } = choice;
  return {
    ...{ choice, isOfProvider, held: mayAsk ? `/questions/held?authority=${authority}` : '' },
    questions: questions.map((thread) => ({
      ...presentThread(thread, authority),
      ...{ provider: thread.providerName, ref: thread.ref ?? 'none', about: subjectOf(thread) },
      by: thread.wantedOn === null ? '' : showDay(thread.wantedOn),
    })),
    older: next === null ? '' : `/questions?authority=${authority}&after=${showQuestionCursor(next)}`,
  };
}

/** A question with its thread, and the forms that whoever looks may send. */
export function presentQuestion(
  { thread, cells }: ShownQuestion,
  { council, authority, mayAsk, mayAnswer, mayOpenRecord, typed }: QuestionShown,
) {
  const isOpen = thread.state !== 'closed';
  const action = `/questions/${thread.id}`;
  return {
    ...{ council, thread: presentThread(thread, authority), back: `/questions?authority=${authority}` },
    facts: factsOf(thread),
    record: mayOpenRecord && thread.episode ? `/children/${thread.episode.childId}` : '',
    cells: Object.entries(cells ?? {})
      .filter(([, value]) => value.trim() !== '')
      .sort(([left], [right]) => placeOf(left) - placeOf(right))
      .map(([label, value]) => ({ label, value })),
    answering:
      mayAnswer && isOpen ? { action: `${action}/answers?authority=${authority}`, value: typed.answer ?? '' } : null,
    asking: mayAsk ? { action: `${action}/asking?authority=${authority}`, ...askingFields(typed) } : null,
    closing:
      mayAsk && isOpen ? { action: `${action}/closing?authority=${authority}`, value: typed.closing ?? '' } : null,
    isOpen,
  };
}

/** Columns stand in the order of the format; what is no part of it comes last. */
function placeOf(header: string): number {
  const place = Object.keys(columns).indexOf(columnKey(header));
  return place === -1 ? Object.keys(columns).length : place;
}

function factsOf({ providerName, ref, row, episode, column }: QuestionThread) {
  return [
    { label: 'Provider', value: providerName },
    { label: 'Reference', value: ref ?? 'none' },
    { label: 'About', value: column === null ? 'The whole row' : `Column ${column}` },
    ...(row === null ? [] : [{ label: 'Where it stands', value: showPlace(row) }]),
    { label: 'Episode', value: episode ? `From ${showMoment(episode.missingAt)}` : 'None yet: the row is held' },
  ];
}

function askingFields(typed: Partial<QuestionForm>) {
  const words = { label: 'An answer is wanted by', hint: 'For example, 3 11 2025' };
  return { words: typed.words ?? '', wanted: dayField('wanted', words, typedWanted(typed)) };
}

/** The form for a question about an episode. */
export function presentEpisodeToAsk(episode: EpisodeToAsk, typed: Partial<QuestionForm>) {
  const { ref, row, providerName } = episode;
  return {
    ...{ heading: presentHeading(episode), back: `/children/${episode.childId}`, provider: providerName },
    facts: [
      { label: 'Missing from', value: showMoment(episode.missingAt) },
      { label: 'Provider', value: providerName },
      { label: 'Reference', value: ref ?? 'none: it has sent nothing yet' },
      ...(row === null ? [] : [{ label: 'Last sent', value: showPlace(row) }]),
    ],
    ...columnField(typed),
    ...askingFields(typed),
  };
}

/** The form for a question about a row that is held. */
export function presentRowToAsk(row: HeldRow, authority: string, typed: Partial<QuestionForm>) {
  return {
    ...{ heading: null, back: `/questions/held?authority=${authority}`, provider: row.providerName },
    facts: [
      { label: 'Provider', value: row.providerName },
      { label: 'Reference', value: row.ref ?? 'none' },
      { label: 'Where it stands', value: showPlace(row) },
      { label: 'Held for', value: row.findings.map(showFinding).join(', ') },
    ],
    ...columnField(typed),
    ...askingFields(typed),
  };
}

function columnField(typed: Partial<QuestionForm>) {
  const names = Object.keys(columns).map((name) => [name, name] as const);
  return { columns: choices(names, typed.column) };
}

/** Rows that are held, as far as the council is told of them. */
export function presentHeldRows({ rows, next }: HeldRowsPage, choice: AuthorityChoice) {
  const { authority } = choice;
  return {
    choice,
    back: `/questions?authority=${authority}`,
    rows: rows.map((row) => ({
      ...{
        provider: row.providerName,
        ref: row.ref ?? 'none',
        place: showPlace(row),
        since: showInstant(row.decidedAt),
      },
      findings: row.findings.map(showFinding).join(', '),
      ask: `/questions/rows/${row.submissionId}/${row.row}?authority=${authority}`,
      asked: row.questionId === null ? '' : `/questions/${row.questionId}?authority=${authority}`,
    })),
    older: next === null ? '' : `/questions/held?authority=${authority}&after=${next.submissionId}_${next.row}`,
  };
}

function showFinding({ code, column }: HeldRow['findings'][number]): string {
  return column === null ? code : `${code} ${column}`;
}
