import { appendAudit } from '#access';
import type { AuditAction } from '#access';
import type { Decision } from '#domain/access';
import type { EpisodeFacts } from '#domain/episodes';
import type { ChildId } from '#domain/kernel';
import { listCasesOfEpisodes } from '#persistence';
import type { Transaction } from '#persistence';
import { newId } from '#platform';
import { changeChild, isUuid, openChild } from './open-child.js';
import type { Opened, SeenChild } from './open-child.js';

/** An episode below the record of its child, as an address names the two. */
export interface EpisodeOfChild {
  readonly childId: string;
  readonly episodeId: string;
}

/** Opens the record of a child for the sake of one of its episodes, which is put on record with it. */
export function openEpisode<Value>(
  tx: Transaction,
  { childId, episodeId }: EpisodeOfChild,
  work: (child: SeenChild, episode: EpisodeFacts) => Promise<Value>,
): Promise<Opened<Value>> {
  return openChild(tx, { childId, action: 'ChildRead' }, async (child): Promise<Value | null> => {
    const episode = await findEpisodeOf(tx, child.recordIds, episodeId);
    if (!episode) return null;
    await appendAudit(tx, { action: 'ChildRead', itemId: episodeId, itemCount: 1, childIds: child.recordIds }, newId);
    return work(child, episode);
  });
}

/** The same for a change of one of its episodes (see `changeChild`). */
export function changeEpisode<Value, Refusal extends string>(
  tx: Transaction,
  { childId, episodeId }: EpisodeOfChild,
  action: AuditAction,
  work: (child: SeenChild, episode: EpisodeFacts) => Promise<Decision<Value, Refusal> | null>,
): Promise<Opened<Decision<Value, Refusal>>> {
  return changeChild(tx, { childId, action }, async (child) => {
    const episode = await findEpisodeOf(tx, child.recordIds, episodeId);
    return episode && work(child, episode);
  });
}

/** An episode of the child, on whichever of its records it stands, in the view of whoever asks. */
export async function findEpisodeOf(
  tx: Transaction,
  recordIds: readonly ChildId[],
  episodeId: string,
): Promise<EpisodeFacts | null> {
  if (!isUuid(episodeId)) return null;
  const [found] = await listCasesOfEpisodes(tx, [episodeId]);
  return found && recordIds.includes(found.episode.childId) ? found.episode : null;
}
