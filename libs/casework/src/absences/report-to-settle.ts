import type { EpisodeToMerge } from '#domain/access';
import { areDistinguished, leadingOf } from '#domain/cases';
import { asService, readDistinctions, readLeading } from '#persistence';
import type { Transaction } from '#persistence';
import { findEpisodeOf } from '../children/find-episode.js';
import type { SeenChild } from '../children/open-child.js';

/** A report of the child as far as it matters to what is said of it; null where it is none of its. */
export async function readReport(tx: Transaction, child: SeenChild, episodeId: string): Promise<EpisodeToMerge | null> {
  const facts = await findEpisodeOf(tx, child.recordIds, episodeId);
  if (!facts) return null;
  const { id, end } = facts;
  const leading = await asService(tx, () => readLeading(tx));
  return {
    ...{ episodeId: id, childId: child.childId, isCancelled: end === 'cancelled' },
    ...{ isMergedAway: leading.has(id), holdsOthers: [...leading.values()].includes(id) },
  };
}

type Named = Pick<EpisodeToMerge, 'episodeId'>;

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
