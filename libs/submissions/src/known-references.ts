import type { ChildId, EpisodeId, ProviderId } from '#domain/kernel';
import type { ReturnValues } from '#domain/submissions';
import type { Transaction } from '#persistence';

/** A reference of the provider that is on record. */
export interface KnownReference {
  readonly episodeId: EpisodeId;
  readonly childId: ChildId;
  readonly rowVersion: number | null;
  /** The council referred the episode to this provider, whose first row about it this is. */
  readonly isReferral: boolean;
}

/** The references that rows name, their own and those of episodes that an interview also covers, as far as they are known. */
export async function loadKnownReferences(
  tx: Transaction,
  providerId: ProviderId,
  rows: readonly ReturnValues[],
): Promise<ReadonlyMap<string, KnownReference>> {
  const refs = rows.flatMap(({ provider_ref: ref, interview_covers: covers }) => [ref ?? [], covers ?? []].flat());
  const found = await tx.query<{ ref: string; episode_id: string; child_id: string; row_version: number | null }>(
    `SELECT r.ref, r.episode_id, r.row_version, e.child_id
     FROM source_reference r JOIN missing_episode e ON e.authority = r.authority AND e.id = r.episode_id
     WHERE r.authority = $1 AND r.provider_id = $2 AND r.ref = ANY($3::text[])`,
    [tx.context.authority, providerId, refs],
  );
  const known = new Map<string, KnownReference>(
    found.map((row) => [
      row.ref,
      { episodeId: row.episode_id, childId: row.child_id, rowVersion: row.row_version, isReferral: false },
    ]),
  );
  return new Map([
    ...(await loadReferrals(
      tx,
      providerId,
      rows.filter(({ provider_ref: ref }) => !known.has(ref ?? '')),
    )),
    ...known,
  ]);
}

/**
 * Rows that answer a referral: by the council's reference, where the episode was referred to this provider and it has
 * said nothing of it yet. So the return lands on the episode that the council recorded and makes no second one.
 */
async function loadReferrals(
  tx: Transaction,
  providerId: ProviderId,
  rows: readonly ReturnValues[],
): Promise<ReadonlyMap<string, KnownReference>> {
  const refOf = new Map<string, string>();
  for (const { council_ref: councilRef, provider_ref: ref } of rows)
    if (councilRef && ref && !refOf.has(councilRef)) refOf.set(councilRef, ref);
  if (refOf.size === 0) return new Map();
  const found = await tx.query<{ council_ref: string; episode_id: string; child_id: string }>(
    `SELECT DISTINCT ON (t.council_ref) t.council_ref, e.id AS episode_id, e.child_id
     FROM case_text t JOIN missing_episode e ON e.authority = t.authority AND e.id = t.episode_id
     WHERE t.authority = $1 AND t.council_ref = ANY($3::text[]) AND e.provider_id = $2
       AND NOT EXISTS (SELECT FROM source_reference r WHERE r.authority = e.authority AND r.episode_id = e.id)
     ORDER BY t.council_ref, e.missing_at, e.id`,
    [tx.context.authority, providerId, [...refOf.keys()]],
  );
  return new Map(
    found.map((row) => [
      refOf.get(row.council_ref) ?? '',
      { episodeId: row.episode_id, childId: row.child_id, rowVersion: null, isReferral: true },
    ]),
  );
}

/** Of these episodes the ones whose return the council itself has put right. */
export async function loadCouncilReturns(
  tx: Transaction,
  episodeIds: readonly EpisodeId[],
): Promise<ReadonlySet<EpisodeId>> {
  const rows = await tx.query<{ episode_id: string }>(
    'SELECT DISTINCT episode_id FROM return_correction WHERE authority = $1 AND episode_id = ANY($2::uuid[])',
    [tx.context.authority, episodeIds],
  );
  return new Set(rows.map(({ episode_id: id }) => id));
}
