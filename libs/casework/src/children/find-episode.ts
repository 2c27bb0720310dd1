import type { EpisodeFacts } from '#domain/episodes';
import type { ChildId } from '#domain/kernel';
import { listCasesOfEpisodes } from '#persistence';
import type { Transaction } from '#persistence';
import { isUuid } from './open-child.js';

/** An episode, with the child on whose record it is asked for. */
export interface Where {
  readonly childId: string;
  readonly episodeId: string;
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
