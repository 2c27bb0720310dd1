import type { Casework, CaseworkTransaction } from '#casework';
import type { EpisodeId } from '#domain/kernel';
import { instantOf, isAfter } from '#domain/time';
import type { Instant } from '#domain/time';
import type { Transaction, TransactionContext } from '#persistence';
import { newId } from '#platform';
import { drawCouncilSteps } from './draw-council-steps.js';
import type { TakenStep } from './draw-council-steps.js';
import { mulberry32, seedOf } from './mulberry32.js';

/** How many cases one transaction looks at again. */
const BATCH = 500;

/**
 * Records what the demonstration council did about its episodes by `at`, and lets their clocks follow. What is on record
 * stays, so that doing it again adds only what was done since.
 */
export async function recordCouncilSteps(
  casework: Casework,
  context: TransactionContext,
  { seed, at }: { readonly seed: number; readonly at: Instant },
): Promise<void> {
  const due = await casework.write(context, ({ tx }) => insertStepsDue(tx, seed, at));
  for (let from = 0; from < due.length; from += BATCH)
    await casework.write(context, ({ apply }) => lookAgain(apply, due.slice(from, from + BATCH), at));
}

function lookAgain(apply: CaseworkTransaction['apply'], episodeIds: readonly EpisodeId[], now: Instant) {
  return apply({ action: 'CouncilStepRecord', episodeIds, now, decide: () => ({ changed: [] }) });
}

/** Writes the steps that are new, and gives the episodes concerned of which a clock still runs. */
async function insertStepsDue(tx: Transaction, seed: number, at: Instant): Promise<readonly EpisodeId[]> {
  const episodes = await readEpisodes(tx);
  const steps = episodes.flatMap((episode) => {
    const drawn = drawCouncilSteps(mulberry32(seedOf(seed, tx.context.authority, 'steps', episode.ref)), episode);
    return drawn.filter((step) => isDue(step, episode, at)).map((step) => ({ ...step, episode }));
  });
  await tx.query(
    `INSERT INTO council_step
       (authority, id, episode_id, step, taken_at, taken_time_known, person_id, recorded_at, recorded_by)
     SELECT $1, s.id, s.episode_id, s.step, s.taken_at, true, p.person_id, s.taken_at, $2
     FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::timestamptz[]) AS s (id, episode_id, step, taken_at),
       (SELECT person_id FROM membership WHERE authority = $1 AND role = 'team_manager' ORDER BY id LIMIT 1) p`,
    [
      ...[tx.context.authority, tx.context.actorName, steps.map(() => newId())],
      ...[steps.map(({ episode }) => episode.id), steps.map(({ step }) => step)],
      steps.map(({ takenAt }) => new Date(takenAt.epochMilliseconds)),
    ],
  );
  return [...new Set(steps.filter(({ episode }) => episode.hasClock).map(({ episode }) => episode.id))];
}

type ReadEpisode = Awaited<ReturnType<typeof readEpisodes>>[number];

function isDue({ step, takenAt }: TakenStep, { recorded }: ReadEpisode, at: Instant): boolean {
  return !isAfter(takenAt, at) && !recorded.includes(step);
}

interface EpisodeRow {
  readonly id: EpisodeId;
  readonly ref: string;
  readonly missing_at: Date;
  readonly ended_at: Date | null;
  readonly is_searched_for: boolean;
  readonly is_looked_after: boolean;
  readonly is_repeat: boolean;
  readonly form_returned_at: Date | null;
  readonly recorded: readonly string[];
  readonly has_clock: boolean;
}

async function readEpisodes(tx: Transaction) {
  const rows = await tx.query<EpisodeRow>(
    `SELECT e.id, min(r.ref) AS ref, e.missing_at, least(e.found_at, e.returned_at) AS ended_at,
       e.code = 'M' AND e.start_group <> 'other_authority_here' AS is_searched_for,
       e.start_care_status = 'looked_after' AS is_looked_after, q.form_returned_at,
       3 <= (
         SELECT count(*) FROM missing_episode o WHERE o.authority = e.authority AND o.child_id = e.child_id
           AND o.code = 'M' AND o.missing_at <= e.missing_at AND o.missing_at > e.missing_at - interval '90 days'
       ) AS is_repeat,
       ARRAY(SELECT s.step FROM council_step s WHERE s.authority = e.authority AND s.episode_id = e.id) AS recorded,
       EXISTS (SELECT FROM deadline d WHERE d.authority = e.authority AND d.episode_id = e.id
         AND d.settled_at IS NULL AND d.superseded_at IS NULL) AS has_clock
     FROM missing_episode e
     JOIN source_reference r ON r.authority = e.authority AND r.episode_id = e.id
     JOIN interview_requirement q ON q.authority = e.authority AND q.episode_id = e.id
     WHERE e.authority = $1
     GROUP BY e.authority, e.id, q.form_returned_at ORDER BY ref`,
    [tx.context.authority],
  );
  return rows.map((row) => ({
    ...{ id: row.id, ref: row.ref, missingAt: instantOf(row.missing_at), hasClock: row.has_clock },
    ...{ endedAt: row.ended_at && instantOf(row.ended_at), recorded: row.recorded },
    ...{ isSearchedFor: row.is_searched_for, isLookedAfter: row.is_looked_after, isRepeat: row.is_repeat },
    formReturnedAt: row.form_returned_at && instantOf(row.form_returned_at),
  }));
}
