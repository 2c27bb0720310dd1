import type { CouncilStep } from '#domain/deadlines';
import type { EpisodeId } from '#domain/kernel';
import { instantOf } from '#domain/time';
import type { Instant, Moment } from '#domain/time';
import { grouped } from './grouped.js';
import { dateOf } from './moment-columns.js';
import { moment } from './read-moment-columns.js';
import type { Transaction } from './transaction.js';

/** What the council did about an episode, as it stands on record. */
export interface RecordedStep {
  readonly id: string;
  readonly step: CouncilStep;
  readonly takenAt: Moment;
  /** Who put it down, and when. */
  readonly by: string;
  readonly recordedAt: Instant;
}

/** What stands on record of the council's own steps, by episode, the earliest first. What was taken back does not stand. */
export async function listCouncilSteps(
  tx: Transaction,
  episodeIds: readonly EpisodeId[],
): Promise<ReadonlyMap<EpisodeId, readonly RecordedStep[]>> {
  const rows = await tx.query<{
    id: string;
    episode_id: EpisodeId;
    step: CouncilStep;
    taken_at: Date;
    taken_time_known: boolean;
    by: string | null;
    recorded_at: Date;
  }>(
    `SELECT s.id, s.episode_id, s.step, s.taken_at, s.taken_time_known, p.display_name AS by, s.recorded_at
     FROM council_step s LEFT JOIN person p ON p.id = s.person_id
     WHERE s.authority = $1 AND s.episode_id = ANY($2::uuid[]) AND s.taken_back_at IS NULL
     ORDER BY s.taken_at, s.id`,
    [tx.context.authority, episodeIds],
  );
  return grouped(
    rows,
    (row) => row.episode_id,
    (row) => ({
      ...{ id: row.id, step: row.step, takenAt: moment(row.taken_at, row.taken_time_known) },
      ...{ by: row.by ?? 'The council', recordedAt: instantOf(row.recorded_at) },
    }),
  );
}

export async function insertCouncilStep(
  tx: Transaction,
  { id, episodeId, step, takenAt }: Pick<RecordedStep, 'id' | 'step' | 'takenAt'> & { readonly episodeId: EpisodeId },
): Promise<void> {
  await tx.query(
    `INSERT INTO council_step
       (authority, id, episode_id, step, taken_at, taken_time_known, person_id, recorded_at, recorded_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[tx.context.authority, id, episodeId, step, dateOf(takenAt.at), takenAt.timeKnown],
      ...[tx.context.personId, dateOf(tx.now), tx.context.actorName],
    ],
  );
}

/** Takes back what was put down in error; who did stays on record. False where somebody else was first. */
export async function takeBackStep(tx: Transaction, id: string): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE council_step SET taken_back_at = $3, taken_back_by = $4, taken_back_person_id = $5
     WHERE authority = $1 AND id = $2 AND taken_back_at IS NULL RETURNING id`,
    [tx.context.authority, id, dateOf(tx.now), tx.context.actorName, tx.context.personId],
  );
  return rows.length > 0;
}
