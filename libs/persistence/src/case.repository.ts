import type { CaseRecord, Leading } from '#domain/cases';
import { leadingOf, noCaseText, noProviderClaim } from '#domain/cases';
import type { Deadline } from '#domain/deadlines';
import type { ReturnHomeInterview } from '#domain/interviews';
import type { EpisodeId } from '#domain/kernel';
import { dayOf } from '#domain/time';
import { readCaseText, readDeadline, readEpisode } from './read-case-rows.js';
import type { CaseTextRow, DeadlineRow, EpisodeRow } from './read-case-rows.js';
import { readClaim, readOffer, readRequirement } from './read-interview-rows.js';
import type { ClaimRow, OfferRow, RequirementRow } from './read-interview-rows.js';
import { eachByKey } from './batch-sql.js';
import { grouped } from './grouped.js';
import { coveringInterviews } from './interview.repository.js';
import { otherReports, readLeading } from './reports-of-absence.js';
import type { Transaction } from './transaction.js';

/** What the clocks of a case depend on: what happened, and none of the text, the claim and the findings. */
export type WatchedRecord = Pick<CaseRecord, 'episode' | 'requirement' | 'offers'>;

/** Cases as their clocks see them, with these clocks. */
export interface WatchedCases {
  readonly records: ReadonlyMap<EpisodeId, WatchedRecord>;
  /** Every interview that covers a loaded episode. */
  readonly interviews: readonly ReturnHomeInterview[];
  readonly deadlines: ReadonlyMap<EpisodeId, readonly Deadline[]>;
  /** Of each report that is merged away, the one that leads; every report of a loaded absence is loaded. */
  readonly leading: Leading;
}

/** Cases as they stand, with all that is recorded with them. */
export interface LoadedCases extends WatchedCases {
  readonly records: ReadonlyMap<EpisodeId, CaseRecord>;
}

/** The rows of a table that belong to the episodes asked for: the planner looks for each by its key (see `eachByKey`). */
const ofEpisodes = (table: string, columns = '*') =>
  eachByKey(`SELECT ${columns} FROM ${table} WHERE authority = $1 AND episode_id = wanted.id`);

/**
 * Loads cases and locks their episodes until the transaction ends, always in the order of their ids. Episodes that an
 * interview of theirs also covers come with them, and the other reports of their absences. Busy ones are left out when
 * `skipBusy` says so.
 */
export async function loadCases(
  tx: Transaction,
  episodeIds: readonly EpisodeId[],
  skipBusy = false,
): Promise<LoadedCases> {
  const { episodes, ...watched } = await loadRows(tx, episodeIds, skipBusy, 'everything');
  const key = [tx.context.authority, episodes.map(({ id }) => id)] as const;
  const isNone = episodes.length === 0;
  const claims = isNone
    ? []
    : await tx.query<ClaimRow>(ofEpisodes('provider_claim', 'episode_id, fee_pence, miles'), key);
  const texts = isNone ? [] : await tx.query<CaseTextRow>(ofEpisodes('case_text'), key);
  const [claimOf, textOf] = [byEpisode(claims), byEpisode(texts)];
  const own = new Map(watched.interviews.map((interview) => [interview.episodeId, interview]));
  const complete = (record: WatchedRecord) =>
    assemble(record, claimOf.get(record.episode.id), textOf.get(record.episode.id), own.get(record.episode.id) ?? null);
  return { ...watched, records: new Map([...watched.records].map(([id, record]) => [id, complete(record)])) };
}

/** The same of what the clocks depend on alone, for those who change nothing else. */
export async function loadWatchedCases(
  tx: Transaction,
  episodeIds: readonly EpisodeId[],
  skipBusy = false,
): Promise<WatchedCases> {
  const { records, interviews, deadlines, leading } = await loadRows(tx, episodeIds, skipBusy, 'clocks');
  return { records, interviews, deadlines, leading };
}

async function loadRows(
  tx: Transaction,
  episodeIds: readonly EpisodeId[],
  skipBusy: boolean,
  what: 'everything' | 'clocks',
): Promise<WatchedCases & { readonly episodes: readonly EpisodeRow[] }> {
  if (episodeIds.length === 0) return { ...nothingLoaded, leading: await readLeading(tx) };
  const { episodes, leading } = await lockEpisodes(tx, episodeIds, skipBusy, what === 'everything');
  const key = [tx.context.authority, episodes.map(({ id }) => id)] as const;
  const requirements = byEpisode(await tx.query<RequirementRow>(ofEpisodes('interview_requirement'), key));
  const offers = await tx.query<OfferRow>(`${ofEpisodes('interview_offer')} ORDER BY origin DESC, id`, key);
  const offersOf = grouped(offers, ({ episode_id }) => episode_id, readOffer);
  const deadlines = await tx.query<DeadlineRow>(`${ofEpisodes('deadline')} ORDER BY id`, key);
  const records = episodes.map((row): [EpisodeId, WatchedRecord] => {
    const requirement = requirements.get(row.id);
    if (!requirement) throw new Error(`Episode ${row.id} has no interview requirement.`);
    const [episode, offered] = [readEpisode(row), offersOf.get(row.id) ?? []];
    return [row.id, { episode, requirement: readRequirement(requirement), offers: offered }];
  });
  return {
    ...{ episodes, leading, records: new Map(records) },
    // What an interview found sets clocks of its own, whoever it is that acts.
    interviews: await coveringInterviews(tx, key[1], true),
    deadlines: grouped(deadlines, ({ episode_id }) => episode_id, readDeadline),
  };
}

const nothingLoaded = { episodes: [], records: new Map(), interviews: [], deadlines: new Map() } as const;

/** The other episodes that the interviews of these cover. */
const alsoCovered = eachByKey(`
  SELECT c.episode_id AS id FROM interview i JOIN interview_cover c ON c.authority = i.authority AND c.interview_id = i.id
  WHERE i.authority = $1 AND i.episode_id = wanted.id`);

/**
 * Locks episodes with every report of their absences. A merge may be done between the look at the merges and the lock, so
 * they are looked at again under it. An absence of which a report is busy is left out whole.
 */
async function lockEpisodes(
  tx: Transaction,
  asked: readonly EpisodeId[],
  skipBusy: boolean,
  withCovered: boolean,
): Promise<{ readonly episodes: readonly EpisodeRow[]; readonly leading: Leading }> {
  let ids = [...asked, ...otherReports(asked, await readLeading(tx))];
  for (;;) {
    const covered = withCovered ? await tx.query<{ id: EpisodeId }>(alsoCovered, [tx.context.authority, ids]) : [];
    const sought = [...new Set([...ids, ...covered.map(({ id }) => id)])].sort();
    const episodes = await tx.query<EpisodeRow>(
      eachByKey(
        `SELECT * FROM missing_episode WHERE authority = $1 AND id = wanted.id FOR UPDATE ${skipBusy ? 'SKIP LOCKED' : ''}`,
      ),
      [tx.context.authority, sought],
    );
    const leading = await readLeading(tx);
    const locked = episodes.map(({ id }) => id);
    const lacking = otherReports(locked, leading);
    if (lacking.length === 0) return { episodes, leading };
    if (lacking.every((id) => ids.includes(id)))
      return { episodes: withoutAbsencesOf(lacking, episodes, leading), leading };
    ids = [...ids, ...lacking];
  }
}

function withoutAbsencesOf(
  lacking: readonly EpisodeId[],
  episodes: readonly EpisodeRow[],
  leading: Leading,
): readonly EpisodeRow[] {
  const busy = new Set(lacking.map((id) => leadingOf(id, leading)));
  return episodes.filter(({ id }) => !busy.has(leadingOf(id, leading)));
}

function byEpisode<Row extends { episode_id: string }>(rows: readonly Row[]): Map<EpisodeId, Row> {
  return new Map(rows.map((row) => [row.episode_id, row]));
}

function assemble(
  watched: WatchedRecord,
  claim: ClaimRow | undefined,
  text: CaseTextRow | undefined,
  interview: ReturnHomeInterview | null,
): CaseRecord {
  const { careStatus, placingAuthority, hostAuthority, placementType, placementOutwardCode } = watched.episode.atStart;
  return {
    ...watched,
    claim: claim ? readClaim(claim) : noProviderClaim,
    text: text ? readCaseText(text) : noCaseText,
    interview,
    careSeen: {
      childId: watched.episode.childId,
      seenOn: dayOf(watched.episode.missingAt),
      careStatus,
      placingAuthority,
      hostAuthority,
      placementType,
      placementOutwardCode,
    },
  };
}
