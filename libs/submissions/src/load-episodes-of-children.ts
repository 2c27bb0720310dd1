import type { EpisodeEnd } from '#domain/episodes';
import type { ChildId, EpisodeId, ProviderId } from '#domain/kernel';
import { episodeSpan } from '#domain/submissions';
import { moment, momentOrNull, readDistinctions, readLeading } from '#persistence';
import type { Transaction } from '#persistence';
import { episodesOfChildren } from './row-decisions/episodes-of-children.js';
import type { EpisodesOfChildren } from './row-decisions/episodes-of-children.js';

interface EpisodeRow {
  readonly id: EpisodeId;
  readonly child_id: ChildId;
  readonly missing_at: Date;
  readonly missing_time_known: boolean;
  readonly returned_at: Date | null;
  readonly returned_time_known: boolean | null;
  readonly episode_end: EpisodeEnd | null;
}

/** Loads every episode of some children; those that the provider told of with its own reference. */
export async function loadEpisodesOfChildren(
  tx: Transaction,
  providerId: ProviderId,
  childIds: readonly ChildId[],
): Promise<EpisodesOfChildren> {
  const rows = await tx.query<EpisodeRow>(
    `SELECT id, child_id, missing_at, missing_time_known, returned_at, returned_time_known, episode_end
     FROM missing_episode
     WHERE authority = $1 AND child_id = ANY($2::uuid[]) AND episode_end IS DISTINCT FROM 'cancelled'`,
    [tx.context.authority, childIds],
  );
  const own = await ownRefs(
    tx,
    providerId,
    rows.map(({ id }) => id),
  );
  return episodesOfChildren(
    rows.map((row) => ({
      childId: row.child_id,
      id: row.id,
      ref: own.get(row.id) ?? null,
      span: episodeSpan({
        missingAt: moment(row.missing_at, row.missing_time_known),
        returnedAt: momentOrNull(row.returned_at, row.returned_time_known),
        end: row.episode_end,
      }),
    })),
    { leading: await readLeading(tx), distinctions: await readDistinctions(tx) },
  );
}

/** The provider's first reference of each episode that it told of: one look-up for all, which is planned well at any size. */
async function ownRefs(
  tx: Transaction,
  providerId: ProviderId,
  episodeIds: readonly EpisodeId[],
): Promise<ReadonlyMap<EpisodeId, string>> {
  const rows = await tx.query<{ episode_id: EpisodeId; ref: string }>(
    `SELECT episode_id, min(ref) AS ref FROM source_reference
     WHERE authority = $1 AND provider_id = $2 AND episode_id = ANY($3::uuid[])
     GROUP BY episode_id`,
    [tx.context.authority, providerId, episodeIds],
  );
  return new Map(rows.map(({ episode_id: id, ref }) => [id, ref]));
}
