import { caseAsAt, joinAbsence } from '#domain/cases';
import type { CaseText, MissingCase, ProviderClaim } from '#domain/cases';
import { buildWorklist } from '#domain/deadlines';
import type { WorklistItem } from '#domain/deadlines';
import type { Instant } from '#domain/time';
import type { AbsenceReport, ChildEpisode, EpisodeForm } from './child-episode.js';

/** One absence by its reports, the one that leads first. No word of any of them is left out. */
export function joinReports(reports: readonly [AbsenceReport, ...AbsenceReport[]], now: Instant): ChildEpisode {
  const [leads] = reports;
  const joined = joinAbsence(
    leads.facts.id,
    reports.map(({ own }) => own),
  );
  if (!joined) throw new Error(`The absence ${leads.facts.id} has no report.`);
  const asked = reports.find(({ facts }) => facts.providerId === joined.episode.providerId);
  return {
    facts: joined.episode,
    refs: [...new Set(reports.flatMap(({ refs }) => refs))],
    providerName: asked?.providerName ?? null,
    clock: clockOf(joined, now),
    form: joinForms(joined, reports),
    thirdParty: leads.thirdParty && reports.flatMap(({ thirdParty }) => thirdParty ?? []),
    claim: leads.claim && joinClaims(reports.flatMap(({ claim }) => claim ?? [])),
    corrections: byTime(
      reports.flatMap(({ corrections }) => corrections),
      ({ at }) => at,
    ),
    questions: byTime(
      reports.flatMap(({ questions }) => questions),
      ({ entries }) => entries[0]?.at ?? now,
    ),
    steps: byTime(
      reports.flatMap(({ steps }) => steps),
      ({ takenAt }) => takenAt.at,
    ),
    moved: byTime(
      reports.flatMap(({ moved }) => moved),
      ({ at }) => at,
    ),
    apart: reports.flatMap(({ apart }) => apart),
    reports,
  };
}

function byTime<Item>(items: readonly Item[], atOf: (item: Item) => Instant): readonly Item[] {
  return [...items].sort((left, right) => atOf(left).epochMilliseconds - atOf(right).epochMilliseconds);
}

/** Offers and interviews of all reports, each once, and all that was written: what differs stands side by side. */
function joinForms(joined: MissingCase, reports: readonly AbsenceReport[]): EpisodeForm | null {
  const forms = reports.flatMap(({ form }) => form ?? []);
  if (forms.length === 0) return null;
  const offers = new Map(forms.flatMap((form) => form.offers).map((offer) => [offer.id, offer]));
  const interviews = new Map(forms.flatMap((form) => form.interviews).map((interview) => [interview.id, interview]));
  const written = (name: keyof CaseText) => {
    const words = [...new Set(forms.flatMap(({ text }) => text[name] ?? []))];
    return words.length === 0 ? null : words.join(' / ');
  };
  return {
    requirement: joined.requirement,
    offers: joined.offers.flatMap(({ id }) => offers.get(id) ?? []),
    interviews: joined.interviews.flatMap(({ id }) => interviews.get(id) ?? []),
    text: {
      ...{ councilRef: written('councilRef'), policeRef: written('policeRef'), foundWhere: written('foundWhere') },
      ...{ carerInformation: written('carerInformation'), planChange: written('planChange') },
      ...{ leadWorker: written('leadWorker'), team: written('team'), interviewer: written('interviewer') },
      ...{ interviewerRole: written('interviewerRole'), interviewPlace: written('interviewPlace') },
      independenceReason: written('independenceReason'),
      ...{ themes: written('themes'), childVoice: written('childVoice') },
    },
  };
}

/** What is claimed for the absence in all: two providers may each claim for it. */
function joinClaims(claims: readonly ProviderClaim[]): ProviderClaim {
  const sum = (of: (claim: ProviderClaim) => number | null) => {
    const said = claims.flatMap((claim) => of(claim) ?? []);
    return said.length === 0 ? null : said.reduce((total, each) => total + each, 0);
  };
  return { feePence: sum(({ feePence }) => feePence), miles: sum(({ miles }) => miles) };
}

/** What the clock of a case says now; null where none runs. */
export function clockOf(missingCase: MissingCase, now: Instant): WorklistItem | null {
  const asAt = caseAsAt(missingCase, now);
  return asAt === null ? null : (buildWorklist([asAt], now)[0] ?? null);
}
