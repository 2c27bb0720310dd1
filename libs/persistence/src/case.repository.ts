import type { CaseRecord, Leading } from '#domain/cases';
import { leadingOf, noCaseText, noProviderClaim } from '#domain/cases';
import type { Deadline } from '#domain/deadlines';
import type { InterviewOffer, ReturnHomeInterview } from '#domain/interviews';
import type { EpisodeId } from '#domain/kernel';
import { dayOf } from '#domain/time';
import { readCaseText, readDeadline, readEpisode } from './read-case-rows.js';
import type { CaseTextRow, DeadlineRow, EpisodeRow } from './read-case-rows.js';
import { readClaim, readInterview, readOffer, readRequirement } from './read-interview-rows.js';
import type { ClaimRow, InterviewRow, OfferRow, RequirementRow } from './read-interview-rows.js';
import { otherReports, readLeading } from './reports-of-absence.js';
import type { Transaction } from './transaction.js';

/** Cases as they stand, with the interviews that cover them and their clocks. */
export interface LoadedCases {
  readonly records: ReadonlyMap<EpisodeId, CaseRecord>;
  /** Interviews that cover a loaded episode and were recorded with one that is not loaded. */
  readonly otherInterviews: readonly ReturnHomeInterview[];
  readonly deadlines: ReadonlyMap<EpisodeId, readonly Deadline[]>;
  /** Of each report that is merged away, the one that leads; every report of a loaded absence is loaded. */
  readonly leading: Leading;
}

const interviewColumns = `i.id, i.episode_id, i.provider_id, i.began_at, i.began_time_known, i.ended_at, i.ended_time_known,
  i.mode, i.is_independent, i.taxonomy_version`;
/** What the interview found: for those who are given the form, and for counting. */
const formColumns = 'i.risk_now, i.push_answer, i.pull_answer, i.harm_answer, i.protective_answer';
const noFormColumns =
  'NULL AS risk_now, NULL AS push_answer, NULL AS pull_answer, NULL AS harm_answer, NULL AS protective_answer';

const foundColumns = `
    (SELECT json_agg(json_build_object('section', f.section, 'code', f.code, 'view', f.view, 'isPrimary', f.is_primary) ORDER BY f.code)
      FROM factor_observation f WHERE f.authority = i.authority AND f.interview_id = i.id) AS factors,
    (SELECT json_agg(json_build_object('code', v.code, 'isPresent', v.is_present) ORDER BY v.code)
      FROM vulnerability_observation v WHERE v.authority = i.authority AND v.interview_id = i.id) AS vulnerabilities`;

const interviewSelect = (seesForm: boolean) => `
  SELECT ${interviewColumns}, ${seesForm ? formColumns : noFormColumns}, ${seesForm ? foundColumns : 'NULL AS factors, NULL AS vulnerabilities'},
    (SELECT array_agg(c.episode_id ORDER BY c.episode_id) FROM interview_cover c
      WHERE c.authority = i.authority AND c.interview_id = i.id) AS covers
  FROM interview i`;

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
  if (episodeIds.length === 0)
    return { records: new Map(), otherInterviews: [], deadlines: new Map(), leading: await readLeading(tx) };
  const { episodes, leading } = await lockEpisodes(tx, episodeIds, skipBusy);
  const key = [tx.context.authority, episodes.map(({ id }) => id)] as const;
  const where = 'WHERE authority = $1 AND episode_id = ANY($2::uuid[])';
  const requirements = byEpisode(await tx.query<RequirementRow>(`SELECT * FROM interview_requirement ${where}`, key));
  const claims = byEpisode(
    await tx.query<ClaimRow>(`SELECT episode_id, fee_pence, miles FROM provider_claim ${where}`, key),
  );
  const texts = byEpisode(await tx.query<CaseTextRow>(`SELECT * FROM case_text ${where}`, key));
  const offers = await tx.query<OfferRow>(`SELECT * FROM interview_offer ${where} ORDER BY origin DESC, id`, key);
  const interviews = await findInterviews(tx, key[1]);
  const deadlines = await tx.query<DeadlineRow>(`SELECT * FROM deadline ${where} ORDER BY id`, key);
  const own = new Map(interviews.map((interview) => [interview.episodeId, interview]));
  const offersOf = grouped(offers, ({ episode_id }) => episode_id, readOffer);
  const records = episodes.map((row) =>
    assemble(row, {
      ...{ requirement: requirements.get(row.id), claim: claims.get(row.id), text: texts.get(row.id) },
      ...{ offers: offersOf.get(row.id) ?? [], interview: own.get(row.id) ?? null },
    }),
  );
  const loaded = new Set(key[1]);
  return {
    records: new Map(records.map((record) => [record.episode.id, record])),
    otherInterviews: interviews.filter((interview) => !loaded.has(interview.episodeId)),
    deadlines: grouped(deadlines, ({ episode_id }) => episode_id, readDeadline),
    leading,
  };
}

/**
 * Locks episodes with every report of their absences. A merge may be done between the look at the merges and the lock, so
 * they are looked at again under it. An absence of which a report is busy is left out whole.
 */
async function lockEpisodes(
  tx: Transaction,
  asked: readonly EpisodeId[],
  skipBusy: boolean,
): Promise<{ readonly episodes: readonly EpisodeRow[]; readonly leading: Leading }> {
  let ids = [...asked, ...otherReports(asked, await readLeading(tx))];
  for (;;) {
    const episodes = await tx.query<EpisodeRow>(
      `SELECT * FROM missing_episode WHERE authority = $1 AND id IN (
         SELECT unnest($2::uuid[])
         UNION SELECT c.episode_id FROM interview i JOIN interview_cover c ON c.authority = i.authority AND c.interview_id = i.id
         WHERE i.authority = $1 AND i.episode_id = ANY($2::uuid[]))
       ORDER BY id FOR UPDATE ${skipBusy ? 'SKIP LOCKED' : ''}`,
      [tx.context.authority, ids],
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

/** Every interview that covers one of the episodes. */
export async function findInterviews(
  tx: Transaction,
  episodeIds: readonly EpisodeId[],
): Promise<readonly ReturnHomeInterview[]> {
  const { fields } = tx.context;
  const rows = await tx.query<InterviewRow>(
    `${interviewSelect(fields.includes('form') || fields.includes('aggregates'))} WHERE i.authority = $1 AND i.id IN (
       SELECT interview_id FROM interview_cover WHERE authority = $1 AND episode_id = ANY($2::uuid[]))`,
    [tx.context.authority, episodeIds],
  );
  return rows.map(readInterview);
}

export function grouped<Row, Value>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  read: (row: Row) => Value,
): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(read(row));
    else groups.set(keyOf(row), [read(row)]);
  }
  return groups;
}

function byEpisode<Row extends { episode_id: string }>(rows: readonly Row[]): Map<EpisodeId, Row> {
  return new Map(rows.map((row) => [row.episode_id, row]));
}

interface RowsOfCase {
  readonly requirement: RequirementRow | undefined;
  readonly claim: ClaimRow | undefined;
  readonly text: CaseTextRow | undefined;
  readonly offers: readonly InterviewOffer[];
  readonly interview: ReturnHomeInterview | null;
}

function assemble(row: EpisodeRow, { requirement, claim, text, offers, interview }: RowsOfCase): CaseRecord {
  if (!requirement) throw new Error(`Episode ${row.id} has no interview requirement.`);
  const episode = readEpisode(row);
  const { careStatus, placingAuthority, hostAuthority, placementType, placementOutwardCode } = episode.atStart;
  return {
    episode,
    requirement: readRequirement(requirement),
    claim: claim ? readClaim(claim) : noProviderClaim,
    text: text ? readCaseText(text) : noCaseText,
    offers,
    interview,
    careSeen: {
      childId: episode.childId,
      seenOn: dayOf(episode.missingAt),
      careStatus,
      placingAuthority,
      hostAuthority,
      placementType,
      placementOutwardCode,
    },
  };
}
