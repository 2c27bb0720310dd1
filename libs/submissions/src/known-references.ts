import type { ChildId, EpisodeId, ProviderId } from '#domain/kernel';
import type { SoundValues } from '#domain/submissions';
import type { Transaction } from '#persistence';

/** A reference of the provider that is on record. */
export interface KnownReference {
  readonly episodeId: EpisodeId;
  readonly childId: ChildId;
  readonly rowVersion: number | null;
}

/** The references that rows name, their own and those of episodes that an interview also covers, as far as they are known. */
export async function loadKnownReferences(
  tx: Transaction,
  providerId: ProviderId,
  rows: readonly SoundValues[],
): Promise<ReadonlyMap<string, KnownReference>> {
  const refs = rows.flatMap(({ provider_ref: ref, interview_covers: covers }) => [ref, ...(covers ?? [])]);
  const found = await tx.query<{ ref: string; episode_id: string; child_id: string; row_version: number | null }>(
    `SELECT r.ref, r.episode_id, r.row_version, e.child_id
     FROM source_reference r JOIN missing_episode e ON e.authority = r.authority AND e.id = r.episode_id
     WHERE r.authority = $1 AND r.provider_id = $2 AND r.ref = ANY($3::text[])`,
    [tx.context.authority, providerId, refs],
  );
  return new Map(
    found.map((row) => [row.ref, { episodeId: row.episode_id, childId: row.child_id, rowVersion: row.row_version }]),
  );
}
