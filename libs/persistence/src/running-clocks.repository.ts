import type { DeadlineKind, RunningClock } from '#domain/deadlines';
import type { EpisodeId } from '#domain/kernel';
import { instantOf } from '#domain/time';
import type { Instant } from '#domain/time';
import { eachByKey } from './batch-sql.js';
import { grouped } from './grouped.js';
import { dateOf } from './moment-columns.js';
import type { Transaction } from './transaction.js';

/** The clocks of episodes that ran at an instant, in no order. What was corrected since is taken as it is now. */
export async function listRunningClocks(
  tx: Transaction,
  episodeIds: readonly EpisodeId[],
  at: Instant,
): Promise<ReadonlyMap<EpisodeId, readonly RunningClock[]>> {
  const rows = await tx.query<{ episode_id: EpisodeId; kind: DeadlineKind; due_at: Date }>(
    eachByKey(`
      SELECT episode_id, kind, due_at FROM deadline
      WHERE authority = $1 AND episode_id = wanted.id AND superseded_at IS NULL
        AND starts_at <= $3 AND (settled_at IS NULL OR settled_at > $3)`),
    [tx.context.authority, episodeIds, dateOf(at)],
  );
  return grouped(
    rows,
    ({ episode_id: id }) => id,
    ({ kind, due_at: dueAt }) => ({ kind, dueAt: instantOf(dueAt) }),
  );
}
