import { assembleCases, joinAbsences } from '#domain/cases';
import type { MissingCase } from '#domain/cases';
import type { ChildId, EpisodeId } from '#domain/kernel';
import type { Period } from '#domain/time';
import { grouped } from './grouped.js';
import { findInterviews } from './interview.repository.js';
import { listContracts } from './commissioning.repository.js';
import { readEpisode } from './read-case-rows.js';
import type { EpisodeRow } from './read-case-rows.js';
import { readOffer, readRequirement } from './read-interview-rows.js';
import type { OfferRow, RequirementRow } from './read-interview-rows.js';
import { readSurvivors } from './records-of-child.js';
import type { SqlValue } from './prepared.js';
import { otherReports, readLeading } from './reports-of-absence.js';
import type { Transaction } from './transaction.js';

/**
 * Cases with a start, a return or an interview in a period, and those still open: all that a report counts. No identity,
 * no text. Each is counted with the record of the child that goes on, where records are merged.
 */
export async function listCasesOfPeriod(tx: Transaction, period: Period): Promise<readonly MissingCase[]> {
  const survivors = await readSurvivors(tx);
  const cases = await listAbsences(
    tx,
    `(e.missing_at >= $2 AND e.missing_at < $3)
     OR (e.returned_at >= $2 AND e.returned_at < $3)
     OR (e.returned_at IS NULL AND e.episode_end IS NULL)
     OR e.id IN (SELECT c.episode_id FROM interview i JOIN interview_cover c ON c.authority = i.authority AND c.interview_id = i.id
                 WHERE i.authority = $1 AND i.began_at >= $2 AND i.began_at < $3)`,
    [new Date(period.from.epochMilliseconds), new Date(period.to.epochMilliseconds)],
  );
  return cases.map((each) => {
    const { childId } = each.episode;
    return { ...each, episode: { ...each.episode, childId: survivors.get(childId) ?? childId } };
  });
}

/**
 * Cases that somebody may have to act on: not returned, with a clock still running, or returned since an instant. What is
 * owed to a child stays until it is settled; the council's own clocks go on as alerts once they were missed. The running
 * clocks are asked for first: a condition without a query in it is applied before the policies, row by row. An
 * absence that was told of twice is one case for whoever sees that it was.
 */
export async function listCasesToWatch(tx: Transaction, returnedSince: Date): Promise<readonly MissingCase[]> {
  const running = await tx.query<{ episode_id: string }>(
    `SELECT DISTINCT episode_id FROM deadline WHERE authority = $1 AND settled_at IS NULL AND superseded_at IS NULL
       AND (next_step_at IS NOT NULL OR kind IN ('interview', 'offer', 'referral', 'safeguarding'))`,
    [tx.context.authority],
  );
  return listAbsences(
    tx,
    `(e.returned_at IS NULL AND e.episode_end IS NULL) OR e.returned_at >= $2 OR e.id = ANY($3::uuid[])`,
    [returnedSince, running.map(({ episode_id: id }) => id)],
  );
}

/** Every case of these children, in no order: each report of an absence by itself. */
export function listCasesOfChildren(tx: Transaction, childIds: readonly ChildId[]): Promise<readonly MissingCase[]> {
  return listCases(tx, 'e.child_id = ANY($2::uuid[])', [childIds]);
}

/** These cases, as far as they are visible, in no order. */
export function listCasesOfEpisodes(tx: Transaction, ids: readonly EpisodeId[]): Promise<readonly MissingCase[]> {
  return listCases(tx, 'e.id = ANY($2::uuid[])', [ids]);
}

/** Cases with every report of the same absences, which are joined. */
async function listAbsences(
  tx: Transaction,
  condition: string,
  parameters: readonly SqlValue[],
): Promise<readonly MissingCase[]> {
  const cases = await listCases(tx, condition, parameters);
  const leading = await readLeading(tx);
  const lacking = otherReports(
    cases.map(({ episode }) => episode.id),
    leading,
  );
  const others = lacking.length === 0 ? [] : await listCasesOfEpisodes(tx, lacking);
  return joinAbsences([...cases, ...others], leading);
}

const requirementColumns = `episode_id, referred_at, referred_time_known, acknowledged_at, acknowledged_time_known,
  booked_for, booked_time_known, form_returned_at, form_returned_time_known, safeguarding_alert_at,
  safeguarding_alert_time_known, not_completed_reason, has_carer_information, plan_informed_at, plan_informed_time_known,
  has_plan_change`;

async function listCases(
  tx: Transaction,
  condition: string,
  parameters: readonly SqlValue[],
): Promise<readonly MissingCase[]> {
  const episodes = await tx.query<EpisodeRow>(
    `SELECT e.* FROM missing_episode e WHERE e.authority = $1 AND (${condition}) ORDER BY e.id`,
    [tx.context.authority, ...parameters],
  );
  const ids = episodes.map(({ id }) => id);
  const where = 'WHERE authority = $1 AND episode_id = ANY($2::uuid[])';
  const requirements = await tx.query<RequirementRow>(
    `SELECT ${requirementColumns} FROM interview_requirement ${where}`,
    [tx.context.authority, ids],
  );
  // How an offer was made is free text: no report counts it, and the reader role may not see it.
  const offers = await tx.query<OfferRow>(
    `SELECT id, episode_id, origin, offered_at, offered_time_known, NULL AS method, offered_to, outcome
     FROM interview_offer ${where} ORDER BY id`,
    [tx.context.authority, ids],
  );
  const contracts = await listContracts(tx);
  const requirementOf = new Map(requirements.map((row) => [row.episode_id, readRequirement(row)]));
  const offersOf = grouped(offers, ({ episode_id }) => episode_id, readOffer);
  const records = episodes.map((row) => {
    const requirement = requirementOf.get(row.id);
    if (!requirement) throw new Error(`Episode ${row.id} has no interview requirement.`);
    return { episode: readEpisode(row), requirement, offers: offersOf.get(row.id) ?? [] };
  });
  return assembleCases(records, await findInterviews(tx, ids), contracts);
}
