import { appendAudit } from '#access';
import { granted } from '#domain/access';
import type { Decision } from '#domain/access';
import type { ChildId, EpisodeId, ProviderId } from '#domain/kernel';
import { decideAsking } from '#domain/questions';
import type { AskingFault, AskingWish } from '#domain/questions';
import type { ColumnName } from '#domain/submissions';
import { dayInLondon } from '#domain/time';
import type { Moment } from '#domain/time';
import { asService, inTransaction, moment } from '#persistence';
import type { Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Casework } from '../casework.js';
import { readHeading } from '../children/child-heading.js';
import type { ChildHeading } from '../children/child-heading.js';
import type { EpisodeOfChild } from '../children/find-episode.js';
import { changeChild, isUuid, openChild } from '../children/open-child.js';
import type { Opened, SeenChild } from '../children/open-child.js';
import { keepMessage } from './keep-message.js';
import type { QuestionedRow } from './load-threads.js';

type Database = Parameters<typeof inTransaction>[0];

/** What is asked, about which column; null: about the whole. */
export interface QuestionWish extends AskingWish {
  readonly column: ColumnName | null;
}

/** About what a provider can be asked. */
interface Subject {
  readonly providerId: ProviderId;
  readonly providerName: string;
  readonly ref: string | null;
  readonly row: QuestionedRow | null;
}

/** The episode about which a provider is to be asked. */
export interface EpisodeToAsk extends ChildHeading, Subject {
  readonly episodeId: EpisodeId;
  readonly missingAt: Moment;
}

/** Opens the form for a question about an episode, on record. Nobody can be asked about one that was referred to nobody. */
export function readEpisodeToAsk(
  database: Database,
  context: TransactionContext,
  { childId, episodeId }: EpisodeOfChild,
): Promise<Opened<EpisodeToAsk>> {
  return inTransaction(database, context, (tx) =>
    openChild(tx, { childId, action: 'ChildRead' }, async (child): Promise<EpisodeToAsk | null> => {
      const episode = await findEpisode(tx, child, episodeId);
      if (!episode) return null;
      await appendAudit(tx, { action: 'ChildRead', itemId: episodeId, itemCount: 1, childIds: child.recordIds }, newId);
      return { ...(await readHeading(tx, child)), ...episode };
    }),
  );
}

/** Asks the provider of an episode; gives the id of the question. */
export function askAboutEpisode(
  casework: Casework,
  context: TransactionContext,
  { childId, episodeId }: EpisodeOfChild,
  wish: QuestionWish,
): Promise<Opened<Decision<string, AskingFault>>> {
  return casework.write(context, ({ tx }) =>
    changeChild(tx, { childId, action: 'QuestionAsk' }, async (child) => {
      const episode = await findEpisode(tx, child, episodeId);
      return episode && keepQuestion(tx, episode, wish, child.recordIds);
    }),
  );
}

/** Keeps a question with its first message, on record. What is wrong with it is for the caller to put on record. */
export async function keepQuestion(
  tx: Transaction,
  { providerId, ref, row, episodeId }: Subject & { readonly episodeId: EpisodeId | null },
  wish: QuestionWish,
  childIds: readonly ChildId[],
): Promise<Decision<string, AskingFault>> {
  const decision = decideAsking(wish, dayInLondon(tx.now));
  if (decision.kind === 'refused') return decision;
  const { words, wantedOn } = decision.value;
  const id = newId();
  await asService(tx, () =>
    tx.query(
      `INSERT INTO provider_question (authority, id, provider_id, ref, episode_id, submission_id, row_number, column_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        ...[tx.context.authority, id, providerId, ref, episodeId, row?.submissionId ?? null, row?.row ?? null],
        wish.column,
      ],
    ),
  );
  await keepMessage(tx, id, { kind: 'asked', words, wantedOn: wantedOn.toString() });
  await appendAudit(tx, { action: 'QuestionAsk', itemId: id, itemCount: 1, childIds }, newId);
  return granted(id);
}

type FoundEpisode = Subject & { readonly episodeId: EpisodeId; readonly missingAt: Moment };

/** An episode of the child that a provider was asked to work on, or spoke of, with the last row it sent of it. */
async function findEpisode(tx: Transaction, child: SeenChild, episodeId: string): Promise<FoundEpisode | null> {
  if (!isUuid(episodeId)) return null;
  const [episode] = await tx.query<{
    provider_id: ProviderId;
    provider_name: string;
    missing_at: Date;
    missing_time_known: boolean;
  }>(
    `SELECT e.provider_id, p.name AS provider_name, e.missing_at, e.missing_time_known
     FROM missing_episode e JOIN provider p ON p.id = e.provider_id
     WHERE e.authority = $1 AND e.id = $2 AND e.child_id = ANY($3::uuid[])`,
    [tx.context.authority, episodeId, child.recordIds],
  );
  if (!episode) return null;
  const {
    provider_id: providerId,
    provider_name: providerName,
    missing_at: at,
    missing_time_known: timeKnown,
  } = episode;
  const sent = await findLastRow(tx, episodeId, providerId);
  return { ...{ episodeId, providerId, providerName, missingAt: moment(at, timeKnown) }, ...sent };
}

/** The last row that the provider sent of an episode: by where it stands and its reference, not by what it says. */
async function findLastRow(
  tx: Transaction,
  episodeId: EpisodeId,
  providerId: ProviderId,
): Promise<Pick<Subject, 'ref' | 'row'>> {
  const [row] = await asService(tx, () =>
    tx.query<{ ref: string; submission_id: string | null; row_number: number | null; period: string | null }>(
      `SELECT s.ref, l.submission_id, l.row_number, l.period
       FROM source_reference s
       LEFT JOIN LATERAL (
         SELECT r.submission_id, r.row_number, b.period, r.decided_at
         FROM submission_row r JOIN submission b ON b.authority = r.authority AND b.id = r.submission_id
         WHERE r.authority = s.authority AND r.episode_id = s.episode_id AND r.ref = s.ref AND b.provider_id = s.provider_id
         ORDER BY r.decided_at DESC, r.submission_id, r.row_number LIMIT 1) l ON true
       WHERE s.authority = $1 AND s.episode_id = $2 AND s.provider_id = $3
       ORDER BY l.decided_at DESC NULLS LAST, s.ref LIMIT 1`,
      [tx.context.authority, episodeId, providerId],
    ),
  );
  if (!row) return { ref: null, row: null };
  const { ref, submission_id: submissionId, row_number: number, period } = row;
  return { ref, row: submissionId !== null && number !== null ? { submissionId, row: number, period } : null };
}
