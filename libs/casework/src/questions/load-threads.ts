import type { ChildId, EpisodeId, ProviderId } from '#domain/kernel';
import { answerWantedOn, isAnswerOverdue, questionState, threadOf } from '#domain/questions';
import type { AppliedRow, QuestionMessage, QuestionState, RowCorrection } from '#domain/questions';
import { columnKey } from '#domain/submissions';
import { dayInLondon, instantOf, parseDay } from '#domain/time';
import type { Day, Moment } from '#domain/time';
import { asService, moment } from '#persistence';
import type { Transaction } from '#persistence';

/** The episode that a question is about, or that its reference has come to stand for. */
export interface QuestionedEpisode {
  readonly id: EpisodeId;
  readonly childId: ChildId;
  readonly missingAt: Moment;
}

/** The row that a question is about, by where it stands. */
export interface QuestionedRow {
  readonly submissionId: string;
  readonly row: number;
  readonly period: string | null;
}

/** A message with who wrote it; null where it was a machine. */
export type SignedMessage = QuestionMessage & { readonly by: string | null };
export type ThreadEntry = SignedMessage | RowCorrection;

/** A question to a provider with everything that was said and sent since. */
export interface QuestionThread {
  readonly id: string;
  readonly providerId: ProviderId;
  readonly providerName: string;
  /** The provider's reference; null where the row has none. */
  readonly ref: string | null;
  /** The column that is asked about; null: the row, or the episode, as a whole. */
  readonly column: string | null;
  readonly row: QuestionedRow | null;
  readonly episode: QuestionedEpisode | null;
  readonly state: QuestionState;
  readonly wantedOn: Day | null;
  readonly isOverdue: boolean;
  readonly entries: readonly ThreadEntry[];
}

interface QuestionRow {
  readonly id: string;
  readonly provider_id: ProviderId;
  readonly provider_name: string;
  readonly ref: string | null;
  readonly column_name: string | null;
  readonly submission_id: string | null;
  readonly row_number: number | null;
  readonly period: string | null;
  readonly record: Readonly<Record<string, string>> | null;
  readonly episode_id: EpisodeId | null;
  readonly child_id: ChildId | null;
  readonly missing_at: Date | null;
  readonly missing_time_known: boolean | null;
}

/**
 * The threads of questions that whoever asks has been found to see, in the order of the ids. What was sent is read as the
 * service: the rows themselves are for those who send them, and here it is told only that they came and which columns
 * changed.
 */
export function loadThreads(tx: Transaction, ids: readonly string[]): Promise<readonly QuestionThread[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return asService(tx, async () => {
    const questions = new Map((await loadQuestions(tx, ids)).map((row) => [row.id, row]));
    const messages = await loadMessages(tx, ids);
    const rows = await loadAppliedRows(tx, ids);
    const today = dayInLondon(tx.now);
    return ids.flatMap((id) => {
      const question = questions.get(id);
      return question ? [assemble(question, messages.get(id) ?? [], rows.get(id) ?? [], today)] : [];
    });
  });
}

function assemble(
  question: QuestionRow,
  messages: readonly SignedMessage[],
  rows: readonly AppliedRow[],
  today: Day,
): QuestionThread {
  const { submission_id: submissionId, row_number: row, record, period } = question;
  const entries = threadOf(messages, record && cellsOf(record), rows);
  const [state, wantedOn] = [questionState(entries), answerWantedOn(entries)];
  return {
    ...{ id: question.id, providerId: question.provider_id, providerName: question.provider_name, ref: question.ref },
    column: question.column_name,
    row: submissionId !== null && row !== null ? { submissionId, row, period } : null,
    episode: episodeOf(question),
    ...{ state, wantedOn, isOverdue: isAnswerOverdue(state, wantedOn, today), entries },
  };
}

function episodeOf(question: QuestionRow): QuestionedEpisode | null {
  const { episode_id: id, child_id: childId, missing_at: at, missing_time_known: timeKnown } = question;
  if (id === null || childId === null || at === null || timeKnown === null) return null;
  return { id, childId, missingAt: moment(at, timeKnown) };
}

function loadQuestions(tx: Transaction, ids: readonly string[]): Promise<QuestionRow[]> {
  return tx.query<QuestionRow>(
    `SELECT q.id, q.provider_id, p.name AS provider_name, q.ref, q.column_name, q.submission_id, q.row_number, b.period,
       r.record, e.id AS episode_id, e.child_id, e.missing_at, e.missing_time_known
     FROM provider_question q
     JOIN provider p ON p.id = q.provider_id
     LEFT JOIN submission b ON b.authority = q.authority AND b.id = q.submission_id
     LEFT JOIN submission_row r
       ON r.authority = q.authority AND r.submission_id = q.submission_id AND r.row_number = q.row_number
     LEFT JOIN missing_episode e ON e.authority = q.authority AND e.id = episode_of_question(q.authority, q.id)
     WHERE q.authority = $1 AND q.id = ANY($2::uuid[])`,
    [tx.context.authority, ids],
  );
}

interface MessageRow {
  readonly question_id: string;
  readonly kind: QuestionMessage['kind'];
  readonly words: string | null;
  readonly wanted_on: string | null;
  readonly name: string | null;
  readonly written_at: Date;
}

async function loadMessages(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly SignedMessage[]>> {
  const rows = await tx.query<MessageRow>(
    `SELECT m.question_id, m.kind, m.words, m.wanted_on::text, p.display_name AS name, m.written_at
     FROM question_message m LEFT JOIN person p ON p.id = m.person_id
     WHERE m.authority = $1 AND m.question_id = ANY($2::uuid[]) ORDER BY m.question_id, m.message_number`,
    [tx.context.authority, ids],
  );
  return groupBy(rows, messageOf);
}

function messageOf({ kind, words, wanted_on: wantedOn, name, written_at: at }: MessageRow): SignedMessage {
  const said = { at: instantOf(at), by: name, words: words ?? '' };
  switch (kind) {
    case 'asked':
      if (wantedOn === null) throw new Error('A question says not by when its answer is wanted.');
      return { kind, ...said, wantedOn: parseDay(wantedOn) };
    case 'answered':
      return { kind, ...said };
    case 'closed':
      return { kind, ...said, words };
  }
}

interface SentRow {
  readonly question_id: string;
  readonly submission_id: string;
  readonly row_number: number;
  readonly decided_at: Date;
  readonly record: Readonly<Record<string, string>>;
}

/** Rows that came after a question under the same reference and were applied; not the one that it is about. */
async function loadAppliedRows(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly AppliedRow[]>> {
  const rows = await tx.query<SentRow>(
    `SELECT q.id AS question_id, r.submission_id, r.row_number, r.decided_at, r.record
     FROM provider_question q
     JOIN submission_row r ON r.authority = q.authority AND r.episode_id = episode_of_question(q.authority, q.id)
       AND r.outcome IN ('new', 'changed') AND (q.ref IS NULL OR r.ref = q.ref)
       AND (r.submission_id, r.row_number) IS DISTINCT FROM (q.submission_id, q.row_number)
     JOIN submission b ON b.authority = r.authority AND b.id = r.submission_id AND b.provider_id = q.provider_id
     WHERE q.authority = $1 AND q.id = ANY($2::uuid[])`,
    [tx.context.authority, ids],
  );
  return groupBy(rows, ({ submission_id: submissionId, row_number: row, decided_at: at, record }) => ({
    ...{ at: instantOf(at), submissionId, row, cells: cellsOf(record) },
  }));
}

/** Cells by their columns, however the headers were written. */
function cellsOf(record: Readonly<Record<string, string>>): AppliedRow['cells'] {
  return Object.fromEntries(Object.entries(record).map(([header, value]) => [columnKey(header), value]));
}

function groupBy<Row extends { readonly question_id: string }, Value>(
  rows: readonly Row[],
  valueOf: (row: Row) => Value,
): ReadonlyMap<string, readonly Value[]> {
  const groups = new Map<string, Value[]>();
  for (const row of rows) groups.set(row.question_id, [...(groups.get(row.question_id) ?? []), valueOf(row)]);
  return groups;
}
