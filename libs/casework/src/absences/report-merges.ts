import type { EpisodeId } from '#domain/kernel';
import { instantOf } from '#domain/time';
import type { Instant } from '#domain/time';
import type { Transaction } from '#persistence';

/** A merge of two reports that stands. */
export interface StandingReportMerge {
  readonly id: string;
  readonly awayId: EpisodeId;
  readonly intoId: EpisodeId;
  readonly mergedAt: Instant;
  readonly mergedByName: string;
  readonly reason: string;
}

/** The merges that make an episode one absence with others, the earliest first. */
export async function listStandingReportMerges(
  tx: Transaction,
  episodeId: string,
): Promise<readonly StandingReportMerge[]> {
  const rows = await tx.query<{
    id: string;
    episode_id: EpisodeId;
    into_episode_id: EpisodeId;
    merged_at: Date;
    merged_by_name: string;
    reason: string;
  }>(
    `SELECT m.id, m.episode_id, m.into_episode_id, m.merged_at, p.display_name AS merged_by_name, m.reason
     FROM episode_merge m JOIN person p ON p.id = m.merged_by
     WHERE m.authority = $1 AND m.undone_at IS NULL AND m.into_episode_id IN (
       SELECT $2::uuid
       UNION SELECT o.into_episode_id FROM episode_merge o
       WHERE o.authority = $1 AND o.episode_id = $2 AND o.undone_at IS NULL)
     ORDER BY m.merged_at, m.id`,
    [tx.context.authority, episodeId],
  );
  return rows.map((row) => ({
    ...{ id: row.id, awayId: row.episode_id, intoId: row.into_episode_id },
    ...{ mergedAt: instantOf(row.merged_at), mergedByName: row.merged_by_name, reason: row.reason },
  }));
}
