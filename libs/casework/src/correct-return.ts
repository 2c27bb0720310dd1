import { decideReason } from '#domain/access';
import type { ReasonRefusal, Decision } from '#domain/access';
import { decideReturn } from '#domain/episodes';
import type { EpisodeFacts, ReturnRefusal } from '#domain/episodes';
import type { EpisodeId } from '#domain/kernel';
import { instantOf } from '#domain/time';
import type { Instant, Moment } from '#domain/time';
import { asService, inTransaction, loadCases, momentOrNull } from '#persistence';
import type { Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import type { Casework, CaseworkTransaction } from './casework.js';
import { readHeading } from './children/child-heading.js';
import type { ChildHeading } from './children/child-heading.js';
import { changeEpisode, openEpisode } from './children/find-episode.js';
import type { EpisodeOfChild } from './children/find-episode.js';
import { personOf } from './children/open-child.js';
import type { Opened } from './children/open-child.js';

type Database = Parameters<typeof inTransaction>[0];

/** An episode whose return is to be put right. */
export interface ReturnForm extends ChildHeading {
  readonly episode: EpisodeFacts;
}

/** A correction of a return as it stays in the history of the episode. */
export interface ReturnCorrection {
  readonly before: Moment | null;
  readonly after: Moment | null;
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
}

export interface ReturnWish {
  /** Null: the child is not back. */
  readonly returnedAt: Moment | null;
  readonly reason: string;
}

export type ReturnDecision = Decision<null, ReturnRefusal | ReasonRefusal>;

/** Opens the form that puts a return right, on record. */
export function readReturnForm(
  database: Database,
  context: TransactionContext,
  where: EpisodeOfChild,
): Promise<Opened<ReturnForm>> {
  return inTransaction(database, context, (tx) =>
    openEpisode(tx, where, async (child, episode) => ({ ...(await readHeading(tx, child)), episode })),
  );
}

/**
 * Puts down another return, with the reason. Open clocks start anew from it, and what stood before, who changed it and
 * why stay with the episode; an alert that was raised stays in the log.
 */
export function correctReturn(
  casework: Casework,
  context: TransactionContext,
  where: EpisodeOfChild,
  wish: ReturnWish,
): Promise<Opened<ReturnDecision>> {
  return casework.write(context, (transaction) => correctReturnIn(transaction, where, wish));
}

/** The same inside a transaction that does more. */
export function correctReturnIn(
  { tx, apply }: CaseworkTransaction,
  where: EpisodeOfChild,
  wish: ReturnWish,
): Promise<Opened<ReturnDecision>> {
  return changeEpisode(
    tx,
    where,
    'ReturnCorrect',
    async (_child, { id: episodeId }): Promise<ReturnDecision | null> => {
      const reason = decideReason(wish.reason);
      if (reason.kind === 'refused') return reason;
      return asService(tx, async (): Promise<ReturnDecision | null> => {
        const record = (await loadCases(tx, [episodeId])).records.get(episodeId);
        if (!record) return null;
        const decision = decideReturn(record.episode, wish.returnedAt, tx.now);
        if (decision.kind === 'refused') return decision;
        const correction = { before: record.episode.returnedAt, after: decision.value, reason: reason.value };
        await keep(tx, episodeId, correction);
        await apply({
          action: 'ReturnCorrect',
          episodeIds: [episodeId],
          now: tx.now,
          decide: (known) => ({
            changed: [...known.values()]
              .filter(({ episode }) => episode.id === episodeId)
              .map((each) => ({ ...each, episode: { ...each.episode, returnedAt: decision.value } })),
          }),
        });
        return { kind: 'granted', value: null };
      });
    },
  );
}

async function keep(
  tx: Transaction,
  episodeId: EpisodeId,
  { before, after, reason }: Pick<ReturnCorrection, 'before' | 'after' | 'reason'>,
): Promise<void> {
  const columns = (moment: Moment | null) => [
    moment && new Date(moment.at.epochMilliseconds),
    moment && moment.timeKnown,
  ];
  await tx.query(
    `INSERT INTO return_correction
       (authority, id, episode_id, old_returned_at, old_returned_time_known, new_returned_at, new_returned_time_known, reason, person_id,
        corrected_at, corrected_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, clock_timestamp(), $10)`,
    [
      ...[tx.context.authority, newId(), episodeId, ...columns(before), ...columns(after)],
      ...[reason, personOf(tx), tx.context.actorName],
    ],
  );
}

interface CorrectionRow {
  readonly episode_id: string;
  readonly old_returned_at: Date | null;
  readonly old_returned_time_known: boolean | null;
  readonly new_returned_at: Date | null;
  readonly new_returned_time_known: boolean | null;
  readonly reason: string;
  readonly by: string | null;
  readonly corrected_at: Date;
}

/** The corrections of the returns of episodes, the earliest first. */
export async function listReturnCorrections(
  tx: Transaction,
  episodeIds: readonly EpisodeId[],
): Promise<ReadonlyMap<EpisodeId, readonly ReturnCorrection[]>> {
  const rows = await tx.query<CorrectionRow>(
    `SELECT c.episode_id, c.old_returned_at, c.old_returned_time_known, c.new_returned_at, c.new_returned_time_known, c.reason,
       p.display_name AS by, c.corrected_at
     FROM return_correction c LEFT JOIN person p ON p.id = c.person_id
     WHERE c.authority = $1 AND c.episode_id = ANY($2::uuid[]) ORDER BY c.corrected_at, c.id`,
    [tx.context.authority, episodeIds],
  );
  const corrections = new Map<EpisodeId, ReturnCorrection[]>();
  for (const row of rows) {
    const correction = {
      before: momentOrNull(row.old_returned_at, row.old_returned_time_known),
      after: momentOrNull(row.new_returned_at, row.new_returned_time_known),
      reason: row.reason,
      by: row.by ?? 'The council',
      at: instantOf(row.corrected_at),
    };
    corrections.set(row.episode_id, [...(corrections.get(row.episode_id) ?? []), correction]);
  }
  return corrections;
}
