import type { ChildId, EpisodeId } from '#domain/kernel';
import { instantOf } from '#domain/time';
import type { Instant } from '#domain/time';
import { grouped } from './grouped.js';
import { dateOf } from './moment-columns.js';
import { readSurvivors } from './records-of-child.js';
import type { Transaction } from './transaction.js';

/** When an episode began in which a child was missing. */
export interface MissingStart {
  readonly episodeId: EpisodeId;
  readonly at: Instant;
}

/**
 * The episodes since an instant in which these children were missing, each child's over all records of its own: none that
 * was recorded in error, and none of a child whom another council looks after.
 */
export async function listMissingStarts(
  tx: Transaction,
  childIds: readonly ChildId[],
  since: Instant,
): Promise<(childId: ChildId) => readonly MissingStart[]> {
  const survivors = await readSurvivors(tx);
  const goesOn = (id: ChildId) => survivors.get(id) ?? id;
  const asked = new Set(childIds.map(goesOn));
  const merged = [...survivors].flatMap(([away, into]) => (asked.has(into) ? [away] : []));
  const rows = await tx.query<{ id: string; child_id: string; missing_at: Date }>(
    `SELECT id, child_id, missing_at FROM missing_episode
     WHERE authority = $1 AND child_id = ANY($2::uuid[]) AND missing_at >= $3 AND code = 'M'
       AND episode_end IS DISTINCT FROM 'cancelled' AND start_group <> 'other_authority_here'`,
    [tx.context.authority, [...asked, ...merged], dateOf(since)],
  );
  const starts = grouped(
    rows,
    (row) => goesOn(row.child_id),
    (row) => ({ episodeId: row.id, at: instantOf(row.missing_at) }),
  );
  return (childId) => starts.get(goesOn(childId)) ?? [];
}
