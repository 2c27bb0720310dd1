import { caseAsAt } from '#domain/cases';
import type { CaseText, MissingCase, ProviderClaim } from '#domain/cases';
import { noCaseText, noProviderClaim } from '#domain/cases';
import { buildWorklist } from '#domain/deadlines';
import type { WorklistItem } from '#domain/deadlines';
import type { EpisodeFacts } from '#domain/episodes';
import type { InterviewOffer, InterviewRequirement, ReturnHomeInterview } from '#domain/interviews';
import type { ChildId } from '#domain/kernel';
import { compareMoments, instantOf } from '#domain/time';
import type { Instant } from '#domain/time';
import { listCasesOfChildren, readCaseText, readClaim } from '#persistence';
import type { CaseTextRow, ClaimRow, Transaction } from '#persistence';
import { listReturnCorrections } from '../correct-return.js';
import type { ReturnCorrection } from '../correct-return.js';
import type { QuestionThread } from '../questions/load-threads.js';
import { threadsOfEpisodes } from '../questions/read-questions.js';

/** What somebody else said of an episode, and who wrote it down. */
export interface ThirdPartyNote {
  readonly information: string;
  readonly recordedAt: Instant;
  /** A provider; null where it was the council itself. */
  readonly providerName: string | null;
}

/** The interview form of an episode with everything that led up to it. */
export interface EpisodeForm {
  readonly requirement: InterviewRequirement;
  readonly offers: readonly InterviewOffer[];
  readonly interviews: readonly (ReturnHomeInterview & { readonly providerName: string | null })[];
  readonly text: CaseText;
}

/** An episode on a child's record. What the person is not given is null, and was not read. */
export interface ChildEpisode {
  readonly facts: EpisodeFacts;
  readonly refs: readonly string[];
  readonly providerName: string | null;
  /** What the clock says; null where none runs. */
  readonly clock: WorklistItem | null;
  readonly form: EpisodeForm | null;
  readonly thirdParty: readonly ThirdPartyNote[] | null;
  readonly claim: ProviderClaim | null;
  /** How the council has put its return right, the earliest first. */
  readonly corrections: readonly ReturnCorrection[];
  /** What was asked of its provider, the earliest first; none for those to whom questions are not given. */
  readonly questions: readonly QuestionThread[];
}

/**
 * The episodes on the records of a child that the person may see, in the order of time, with the facts that the person
 * is given.
 */
export async function loadEpisodes(tx: Transaction, recordIds: readonly ChildId[]): Promise<readonly ChildEpisode[]> {
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
  const questions = await threadsOfEpisodes(tx, ids);
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
      questions: questions.get(id) ?? [],
    };
  });
}

function clockOf(missingCase: MissingCase, now: Instant): WorklistItem | null {
  const asAt = caseAsAt(missingCase, now);
  return asAt === null ? null : (buildWorklist([asAt], now)[0] ?? null);
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
