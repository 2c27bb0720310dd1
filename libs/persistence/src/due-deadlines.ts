import type { EpisodeId } from '#domain/kernel';
import type { Transaction } from './transaction.js';

/** So many steps of one episode are often due together. */
const STEPS_OF_EPISODE = 2;

/** The most overdue of all that is due: read in the order of the index, and no further than `$3` says. */
export const dueSql = `
  SELECT episode_id FROM deadline WHERE authority = $1 AND next_step_at <= $2 ORDER BY next_step_at LIMIT $3`;

/**
 * While the statistics of the table are old the planner takes what is due for little, and would fetch and sort all of it
 * for each batch. This leaves it the index, which it reads as far as it needs to.
 */
export const byIndexSql = `SELECT set_config('enable_bitmapscan', 'off', true), set_config('enable_seqscan', 'off', true)`;

/**
 * Up to `most` episodes of which a step is due at `at`, the most overdue first. The clock is a parameter, so that the
 * index on authority and time is used.
 */
export async function listDueEpisodes(tx: Transaction, at: Date, most: number): Promise<readonly EpisodeId[]> {
  await tx.query(byIndexSql);
  const due = await tx.query<{ episode_id: EpisodeId }>(dueSql, [tx.context.authority, at, STEPS_OF_EPISODE * most]);
  return [...new Set(due.map(({ episode_id: id }) => id))].slice(0, most);
}

/** Whether a step of one episode is due. */
export async function hasStepDue(tx: Transaction, at: Date, episodeId: EpisodeId): Promise<boolean> {
  const due = await tx.query(
    'SELECT FROM deadline WHERE authority = $1 AND next_step_at <= $2 AND episode_id = $3 LIMIT 1',
    [tx.context.authority, at, episodeId],
  );
  return due.length > 0;
}
