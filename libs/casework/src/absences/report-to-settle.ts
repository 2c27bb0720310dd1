import { areDistinguished, leadingOf } from '#domain/cases';
import type { EpisodeEnd } from '#domain/episodes';
import type { ChildId, EpisodeId } from '#domain/kernel';
import { asService, readDistinctions, readLeading } from '#persistence';
import type { Transaction } from '#persistence';
import { isUuid } from '../children/open-child.js';
import type { SeenChild } from '../children/open-child.js';

/** A report of the child as far as it matters to what is said of it; null where it is none of its. */
export async function readReport(tx: Transaction, child: SeenChild, episodeId: string) {
  if (!isUuid(episodeId)) return null;
  const [seen] = await tx.query<{ child_id: ChildId }>(
    'SELECT child_id FROM missing_episode WHERE authority = $1 AND id = $2',
    [tx.context.authority, episodeId],
  );
  if (!seen || !child.recordIds.includes(seen.child_id)) return null;
  const [row] = await asService(tx, () =>
    tx.query<{ id: EpisodeId; episode_end: EpisodeEnd | null; is_merged_away: boolean; holds_others: boolean }>(
      `SELECT e.id, e.episode_end,
         EXISTS (SELECT FROM episode_merge m
           WHERE m.authority = $1 AND m.episode_id = e.id AND m.undone_at IS NULL) AS is_merged_away,
         EXISTS (SELECT FROM episode_merge m
           WHERE m.authority = $1 AND m.into_episode_id = e.id AND m.undone_at IS NULL) AS holds_others
       FROM missing_episode e WHERE e.authority = $1 AND e.id = $2`,
      [tx.context.authority, episodeId],
    ),
  );
  return (
    row && {
      ...{ episodeId: row.id, childId: child.childId, isCancelled: row.episode_end === 'cancelled' },
      ...{ isMergedAway: row.is_merged_away, holdsOthers: row.holds_others },
    }
  );
}

interface Named {
  readonly episodeId: EpisodeId;
}

/** What stands of two reports already: that they are one absence, or two. */
export function readSettled(
  tx: Transaction,
  one: Named,
  other: Named,
): Promise<{ readonly areOne: boolean; readonly areTwo: boolean }> {
  return asService(tx, async () => {
    const leading = await readLeading(tx);
    const distinctions = await readDistinctions(tx);
    const ids = [one.episodeId, other.episodeId] as const;
    return {
      areOne: leadingOf(ids[0], leading) === leadingOf(ids[1], leading),
      areTwo: areDistinguished(...ids, distinctions, leading),
    };
  });
}
