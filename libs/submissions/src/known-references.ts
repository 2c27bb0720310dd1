import { withMergedRecords } from '#domain/children';
import type { ChildId, EpisodeId, ProviderId } from '#domain/kernel';
import { episodeSpan, isSameAsReferred } from '#domain/submissions';
import type { ReturnValues } from '#domain/submissions';
import { moment, momentOrNull, readSurvivors } from '#persistence';
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
  const unknown = rows.filter(({ provider_ref: ref }) => !known.has(ref ?? ''));
  const answered = await loadReferrals(tx, providerId, unknown);
  const silent = unknown.filter(({ provider_ref: ref, council_ref: asked }) => !asked && !answered.has(ref ?? ''));
  return new Map([...(await loadReferralsOfChildren(tx, providerId, silent, answered)), ...answered, ...known]);
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

interface ReferralRow {
  readonly episode_id: string;
  readonly child_id: ChildId;
  readonly missing_at: Date;
  readonly missing_time_known: boolean;
  readonly returned_at: Date | null;
  readonly returned_time_known: boolean | null;
}

/**
 * Rows that answer a referral without its reference: by the council's ID of the child, on whichever of its records the
 * episode stands, where the provider was asked about this one absence and has said nothing of it yet. Without that they
 * would be held, because they overlap what somebody else told of.
 */
async function loadReferralsOfChildren(
  tx: Transaction,
  providerId: ProviderId,
  rows: readonly ReturnValues[],
  answered: ReadonlyMap<string, KnownReference>,
): Promise<ReadonlyMap<string, KnownReference>> {
  const recordsOf = await loadRecordsOf(tx, [...new Set(rows.flatMap(({ child_id: id }) => id ?? []))]);
  const childIds = [...new Set([...recordsOf.values()].flatMap((ids) => [...ids]))];
  if (childIds.length === 0) return new Map();
  const referrals = await tx.query<ReferralRow>(
    `SELECT e.id AS episode_id, e.child_id, e.missing_at, e.missing_time_known, e.returned_at, e.returned_time_known
     FROM missing_episode e JOIN interview_requirement q ON q.authority = e.authority AND q.episode_id = e.id
     WHERE e.authority = $1 AND e.child_id = ANY($3::uuid[]) AND e.provider_id = $2 AND q.referred_at IS NOT NULL
       AND (e.episode_end IS NULL OR e.returned_at IS NOT NULL AND e.episode_end <> 'cancelled')
       AND NOT EXISTS (SELECT FROM source_reference r WHERE r.authority = e.authority AND r.episode_id = e.id)
     ORDER BY e.id`,
    [tx.context.authority, providerId, childIds],
  );
  const taken = new Map([...answered].map(([ref, { episodeId }]) => [episodeId, ref]));
  const found = new Map<string, KnownReference>();
  for (const { provider_ref: ref, child_id: id, missing_at: missingAt, returned_at, episode_end } of rows) {
    const records = recordsOf.get(id ?? '');
    if (!ref || !missingAt || !records) continue;
    const told = episodeSpan({ missingAt, returnedAt: returned_at ?? null, end: episode_end ?? null });
    const [only, ...more] = referrals.filter((row) => records.has(row.child_id) && isSameAsReferred(told, spanOf(row)));
    if (!only || more.length > 0 || (taken.get(only.episode_id) ?? ref) !== ref) continue;
    taken.set(only.episode_id, ref);
    found.set(ref, { episodeId: only.episode_id, childId: only.child_id, rowVersion: null, isReferral: true });
  }
  return found;
}

/** By council IDs, all records of the children that have them. */
async function loadRecordsOf(
  tx: Transaction,
  councilIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<ChildId>>> {
  if (councilIds.length === 0) return new Map();
  const named = await tx.query<{ council_child_id: string; child_id: ChildId }>(
    'SELECT council_child_id, child_id FROM child_identity WHERE authority = $1 AND council_child_id = ANY($2::text[])',
    [tx.context.authority, councilIds],
  );
  if (named.length === 0) return new Map();
  const survivors = await readSurvivors(tx);
  return new Map(named.map((row) => [row.council_child_id, withMergedRecords([row.child_id], survivors)]));
}

function spanOf(row: ReferralRow) {
  return episodeSpan({
    missingAt: moment(row.missing_at, row.missing_time_known),
    returnedAt: momentOrNull(row.returned_at, row.returned_time_known),
    end: null,
  });
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
