import { leadingOf } from '#domain/cases';
import type { MissingCase, ProviderClaim } from '#domain/cases';
import { noCaseText, noProviderClaim } from '#domain/cases';
import type { ChildId } from '#domain/kernel';
import { compareMoments, instantOf } from '#domain/time';
import {
  listCasesOfChildren,
  listCouncilSteps,
  listMovedDeadlines,
  readCaseText,
  readClaim,
  readLeading,
} from '#persistence';
import type { CaseTextRow, ClaimRow, Transaction } from '#persistence';
import { listStandingDistinctions } from '../absences/distinctions.js';
import { listReturnCorrections } from '../correct-return.js';
import type { AbsenceReport, ChildEpisode, EpisodeForm, ThirdPartyNote } from './child-episode.js';
import { clockOf, joinReports } from './join-reports.js';
import { threadsOfEpisodes } from '../questions/read-questions.js';

/**
 * The absences on the records of a child that the person may see, in the order of time, with the facts that the person
 * is given. One that was told of more than once stands once, for whoever sees that it was.
 */
export async function loadEpisodes(tx: Transaction, recordIds: readonly ChildId[]): Promise<readonly ChildEpisode[]> {
  const reports = await loadReports(tx, recordIds);
  const leading = await readLeading(tx);
  const leaders = reports.filter(({ facts }) => leadingOf(facts.id, leading) === facts.id);
  return leaders
    .map((leads) => {
      const others = reports.filter(({ facts }) => leading.get(facts.id) === leads.facts.id);
      return others.length === 0 ? { ...leads, reports: [] } : joinReports([leads, ...others], tx.now);
    })
    .sort((left, right) => compareMoments(left.facts.missingAt, right.facts.missingAt));
}

/** Each report of the absences on the records of a child by itself, in the order of time. */
export async function loadReports(tx: Transaction, recordIds: readonly ChildId[]): Promise<readonly AbsenceReport[]> {
  const cases = [...(await listCasesOfChildren(tx, recordIds))].sort((left, right) =>
    compareMoments(left.episode.missingAt, right.episode.missingAt),
  );
  const ids = cases.map(({ episode }) => episode.id);
  const refs = await loadRefs(tx, ids);
  const providers = await loadProviders(tx);
  const { fields } = tx.context;
  const forms = fields.includes('form') ? await loadForms(tx, cases, providers) : null;
  const notes = fields.includes('third_party') ? await loadThirdParty(tx, recordIds, providers) : null;
  const claims = fields.includes('fees') ? await loadClaims(tx, ids) : null;
  const corrections = await listReturnCorrections(tx, ids);
  const steps = await listCouncilSteps(tx, ids);
  const moved = await listMovedDeadlines(tx, ids);
  const questions = await threadsOfEpisodes(tx, ids);
  const distinctions = await listStandingDistinctions(tx, ids);
  return cases.map((each) => {
    const { id, providerId } = each.episode;
    return {
      facts: each.episode,
      refs: refs.get(id) ?? [],
      providerName: providerId === null ? null : (providers.get(providerId) ?? null),
      clock: clockOf(each, tx.now),
      form: forms?.get(id) ?? null,
      thirdParty: notes === null ? null : (notes.get(id) ?? []),
      claim: claims === null ? null : (claims.get(id) ?? noProviderClaim),
      corrections: corrections.get(id) ?? [],
      steps: steps.get(id) ?? [],
      moved: moved.get(id) ?? [],
      questions: questions.get(id) ?? [],
      apart: distinctions.flatMap(({ episodeIds, at, byName, reason }) => {
        const otherId = episodeIds.includes(id) ? episodeIds.find((one) => one !== id) : null;
        const other = cases.find(({ episode }) => episode.id === otherId)?.episode;
        return other ? [{ other, at, byName, reason }] : [];
      }),
      own: each,
    };
  });
}

type Names = ReadonlyMap<string, string>;

const onEpisodes = 'WHERE authority = $1 AND episode_id = ANY($2::uuid[])';

async function loadRefs(tx: Transaction, ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await tx.query<{ episode_id: string; refs: string[] }>(
    `SELECT episode_id, array_agg(ref ORDER BY ref) AS refs FROM source_reference ${onEpisodes} GROUP BY episode_id`,
    [tx.context.authority, ids],
  );
  return new Map(rows.map(({ episode_id, refs }) => [episode_id, refs]));
}

async function loadProviders(tx: Transaction): Promise<Names> {
  const rows = await tx.query<{ id: string; name: string }>('SELECT id, name FROM provider');
  return new Map(rows.map(({ id, name }) => [id, name]));
}

async function loadForms(
  tx: Transaction,
  cases: readonly MissingCase[],
  providers: Names,
): Promise<ReadonlyMap<string, EpisodeForm>> {
  const key = [tx.context.authority, cases.map(({ episode }) => episode.id)] as const;
  const texts = await tx.query<CaseTextRow>(
    `SELECT episode_id, council_ref, police_ref, found_where, carer_information, plan_change, lead_worker, team,
       interviewer, interviewer_role, interview_place, independence_reason, themes, child_voice
     FROM case_text ${onEpisodes}`,
    key,
  );
  const methods = await tx.query<{ id: string; method: string | null }>(
    `SELECT id, method FROM interview_offer ${onEpisodes}`,
    key,
  );
  const textOf = new Map(texts.map((row) => [row.episode_id, readCaseText(row)]));
  const methodOf = new Map(methods.map(({ id, method }) => [id, method]));
  const nameOf = (id: string | null) => (id === null ? null : (providers.get(id) ?? null));
  return new Map(
    cases.map(({ episode, requirement, offers, interviews }) => [
      episode.id,
      {
        requirement,
        offers: [...offers]
          .sort((left, right) => compareMoments(left.offeredAt, right.offeredAt))
          .map((offer) => ({ ...offer, method: methodOf.get(offer.id) ?? null })),
        interviews: [...interviews]
          .sort((left, right) => compareMoments(left.beganAt, right.beganAt))
          .map((interview) => ({ ...interview, providerName: nameOf(interview.providerId) })),
        text: textOf.get(episode.id) ?? noCaseText,
      },
    ]),
  );
}

async function loadThirdParty(
  tx: Transaction,
  recordIds: readonly ChildId[],
  providers: Names,
): Promise<ReadonlyMap<string, readonly ThirdPartyNote[]>> {
  const rows = await tx.query<{
    episode_id: string;
    information: string;
    recorded_at: Date;
    provider_id: string | null;
  }>(
    `SELECT episode_id, information, recorded_at, provider_id FROM third_party_information
     WHERE authority = $1 AND child_id = ANY($2::uuid[]) ORDER BY recorded_at, id`,
    [tx.context.authority, recordIds],
  );
  const notes = new Map<string, ThirdPartyNote[]>();
  for (const { episode_id, information, recorded_at, provider_id } of rows) {
    const providerName = provider_id === null ? null : (providers.get(provider_id) ?? null);
    const note = { information, recordedAt: instantOf(recorded_at), providerName };
    notes.set(episode_id, [...(notes.get(episode_id) ?? []), note]);
  }
  return notes;
}

async function loadClaims(tx: Transaction, ids: readonly string[]): Promise<ReadonlyMap<string, ProviderClaim>> {
  const rows = await tx.query<ClaimRow>(`SELECT episode_id, fee_pence, miles FROM provider_claim ${onEpisodes}`, [
    tx.context.authority,
    ids,
  ]);
  return new Map(rows.map((row) => [row.episode_id, readClaim(row)]));
}
