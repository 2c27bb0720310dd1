import { appendAudit } from '#access';
import type { EpisodeId } from '#domain/kernel';
import { readDay } from '#domain/time';
import { inTransaction } from '#persistence';
import type { Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import { isUuid } from '../children/open-child.js';
import { loadThreads } from './load-threads.js';
import type { QuestionThread } from './load-threads.js';
import { openQuestion } from './open-question.js';
import type { OpenedQuestion } from './open-question.js';

type Database = Parameters<typeof inTransaction>[0];

/** How many questions a page of the list holds. */
export const QUESTIONS_SHOWN = 25;

/** Where a page of the list ends: the next begins after it. */
export interface QuestionCursor {
  /** A day as ISO 8601 writes it. */
  readonly wantedOn: string;
  readonly id: string;
}

/** A cursor as one text, as addresses carry it. */
export function showQuestionCursor({ wantedOn, id }: QuestionCursor): string {
  return `${wantedOn}_${id}`;
}

/** Reads it back; null where it is none that this service has given. */
export function readQuestionCursor(text: string): QuestionCursor | null {
  const [wantedOn = '', id = '', ...more] = text.split('_');
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(wantedOn) && readDay(wantedOn) !== null;
  return isDay && isUuid(id) && more.length === 0 ? { wantedOn, id } : null;
}

export interface QuestionsPage {
  readonly questions: readonly QuestionThread[];
  readonly next: QuestionCursor | null;
}

/** A question with its row as it was sent, column by column; null for those to whom returns are not given. */
export interface ShownQuestion {
  readonly thread: QuestionThread;
  readonly cells: Readonly<Record<string, string>> | null;
}

/** The last word of the council of alias `m`: a question is open unless that is its closing. */
const open = `
  FROM provider_question q
  JOIN LATERAL (
    SELECT m.kind, m.wanted_on FROM question_message m
    WHERE m.authority = q.authority AND m.question_id = q.id AND m.kind IN ('asked', 'closed')
    ORDER BY m.message_number DESC LIMIT 1) m ON m.kind = 'asked'
  WHERE q.authority = $1`;

/** The questions that are not closed, as far as whoever asks sees them: the one whose answer is wanted first comes first. */
export function listOpenQuestions(
  database: Database,
  context: TransactionContext,
  after: QuestionCursor | null,
  most = QUESTIONS_SHOWN,
): Promise<QuestionsPage> {
  return inTransaction(database, context, async (tx) => {
    const rows = await tx.query<{ id: string; wanted_on: string }>(
      `SELECT q.id, m.wanted_on::text ${open}
         AND ($2::date IS NULL OR (m.wanted_on, q.id) > ($2::date, $3::uuid))
       ORDER BY m.wanted_on, q.id LIMIT $4`,
      [context.authority, after?.wantedOn ?? null, after?.id ?? null, most + 1],
    );
    const shown = rows.slice(0, most);
    const questions = await loadThreads(
      tx,
      shown.map(({ id }) => id),
    );
    const childIds = questions.flatMap(({ episode }) => (episode ? [episode.childId] : []));
    await appendAudit(tx, { action: 'QuestionRead', itemCount: questions.length, childIds }, newId);
    const last = shown.at(-1);
    return { questions, next: rows.length > most && last ? { wantedOn: last.wanted_on, id: last.id } : null };
  });
}

/** How many open questions there are in the view of whoever asks: a number, of which nothing is learnt about a child. */
export function countOpenQuestions(database: Database, context: TransactionContext): Promise<number> {
  return inTransaction(database, context, async (tx) => {
    const [row] = await tx.query<{ count: number }>(`SELECT count(*)::integer AS count ${open}`, [context.authority]);
    return row?.count ?? 0;
  });
}

/** Opens a question, on record. */
export function readQuestion(
  database: Database,
  context: TransactionContext,
  id: string,
): Promise<OpenedQuestion<ShownQuestion>> {
  return inTransaction(database, context, (tx) =>
    openQuestion(tx, { id, action: 'QuestionRead' }, async (thread, childIds) => {
      await appendAudit(tx, { action: 'QuestionRead', itemId: thread.id, itemCount: 1, childIds }, newId);
      return { thread, cells: await readCells(tx, thread) };
    }),
  );
}

/** The row as it was sent, in the view of whoever asks: returns as they came are for those who send them. */
async function readCells(tx: Transaction, { row }: QuestionThread): Promise<ShownQuestion['cells']> {
  if (row === null || !tx.context.fields.includes('returns')) return null;
  const [found] = await tx.query<{ record: Readonly<Record<string, string>> }>(
    'SELECT record FROM submission_row WHERE authority = $1 AND submission_id = $2 AND row_number = $3',
    [tx.context.authority, row.submissionId, row.row],
  );
  return found?.record ?? null;
}

/** The threads of episodes, as far as whoever asks sees them, the earliest question first. */
export async function threadsOfEpisodes(
  tx: Transaction,
  episodeIds: readonly EpisodeId[],
): Promise<ReadonlyMap<EpisodeId, readonly QuestionThread[]>> {
  const rows = await tx.query<{ id: string }>(
    `SELECT q.id FROM provider_question q
     WHERE q.authority = $1 AND (q.episode_id = ANY($2::uuid[]) OR EXISTS (
       SELECT FROM source_reference s
       WHERE s.authority = q.authority AND s.provider_id = q.provider_id AND s.ref = q.ref AND s.episode_id = ANY($2::uuid[])))
     ORDER BY (SELECT min(m.written_at) FROM question_message m WHERE m.authority = q.authority AND m.question_id = q.id), q.id`,
    [tx.context.authority, episodeIds],
  );
  const threads = await loadThreads(
    tx,
    rows.map(({ id }) => id),
  );
  const byEpisode = new Map<EpisodeId, QuestionThread[]>();
  for (const thread of threads)
    if (thread.episode) byEpisode.set(thread.episode.id, [...(byEpisode.get(thread.episode.id) ?? []), thread]);
  return byEpisode;
}

/** A question as programs of the provider read it. People of the council are not named. */
export function questionDocument(thread: QuestionThread) {
  const { id, ref, column, row, state, wantedOn, isOverdue, entries } = thread;
  return {
    ...{ id, state, ref, column, submission: row?.submissionId ?? null, row: row?.row ?? null },
    ...{ wantedOn: wantedOn?.toString() ?? null, isOverdue },
    thread: entries.map((entry) => ({
      ...{ kind: entry.kind, at: entry.at.toString() },
      words: entry.kind === 'corrected' ? null : entry.words,
      wantedOn: entry.kind === 'asked' ? entry.wantedOn.toString() : null,
      submission: entry.kind === 'corrected' ? entry.submissionId : null,
      columns: entry.kind === 'corrected' ? entry.columns : null,
    })),
  };
}
export type QuestionDocument = ReturnType<typeof questionDocument>;
