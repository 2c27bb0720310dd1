import type { EpisodeId } from '#domain/kernel';
import { instantOf } from '#domain/time';
import type { Instant } from '#domain/time';
import type { Transaction } from '#persistence';

/** What stands on record of two reports: that they are two absences, who said so and why. */
export interface StandingDistinction {
  readonly id: string;
  readonly episodeIds: readonly [EpisodeId, EpisodeId];
  readonly at: Instant;
  readonly byName: string;
  readonly reason: string;
}

/** The distinctions of these episodes from others, as far as they are seen, the earliest first. */
export async function listStandingDistinctions(
  tx: Transaction,
  ids: readonly EpisodeId[],
): Promise<readonly StandingDistinction[]> {
  const rows = await tx.query<{
    id: string;
    episode_id: EpisodeId;
    other_episode_id: EpisodeId;
    distinguished_at: Date;
    by_name: string;
    reason: string;
  }>(
    `SELECT d.id, d.episode_id, d.other_episode_id, d.distinguished_at, p.display_name AS by_name, d.reason
     FROM episode_distinction d JOIN person p ON p.id = d.distinguished_by
     WHERE d.authority = $1 AND d.undone_at IS NULL
       AND (d.episode_id = ANY($2::uuid[]) OR d.other_episode_id = ANY($2::uuid[]))
     ORDER BY d.distinguished_at, d.id`,
    [tx.context.authority, ids],
  );
  return rows.map((row) => ({
    ...{ id: row.id, episodeIds: [row.episode_id, row.other_episode_id] },
    ...{ at: instantOf(row.distinguished_at), byName: row.by_name, reason: row.reason },
  }));
}
