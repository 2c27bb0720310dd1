import { earliestForGood, earliestOf, joinSpan, latestOf } from '../episodes/index.js';
import type { EpisodeFacts } from '../episodes/index.js';
import type {
  InterviewOffer,
  InterviewRequirement,
  NotCompletedReason,
  ReturnHomeInterview,
} from '../interviews/index.js';
import type { EpisodeId } from '../kernel/index.js';
import { compareMoments } from '../time/index.js';
import type { Moment } from '../time/index.js';
import type { MissingCase } from './missing-case.js';

/** Of each episode that is merged away, the one that leads. */
export type Leading = ReadonlyMap<EpisodeId, EpisodeId>;

/** The episode that stands for the absence of an episode: the one that leads, else itself. */
export function leadingOf(id: EpisodeId, leading: Leading): EpisodeId {
  return leading.get(id) ?? id;
}

/** Two episodes of which a person has said that they are two absences, whatever they look like. */
export type Distinction = readonly [EpisodeId, EpisodeId];

/** Whether a person has said of any report of one absence and any of the other that the two are two. */
export function areDistinguished(
  one: EpisodeId,
  other: EpisodeId,
  distinctions: readonly Distinction[],
  leading: Leading,
): boolean {
  const [left, right] = [leadingOf(one, leading), leadingOf(other, leading)];
  return distinctions.some((pair) => {
    const [first, second] = [leadingOf(pair[0], leading), leadingOf(pair[1], leading)];
    return (first === left && second === right) || (first === right && second === left);
  });
}

/** These cases with every absence once; one that is told of once is left as it is. */
export function joinAbsences(cases: readonly MissingCase[], leading: Leading): readonly MissingCase[] {
  if (leading.size === 0) return cases;
  const groups = new Map<EpisodeId, MissingCase[]>();
  for (const each of cases) {
    const id = leadingOf(each.episode.id, leading);
    const group = groups.get(id);
    if (group) group.push(each);
    else groups.set(id, [each]);
  }
  return [...groups].flatMap(([id, group]) => joinAbsence(id, group) ?? []);
}

/**
 * One absence by all its reports, as the one that leads: what is counted, watched and owed. Which facts hold is written
 * down in docs/one-absence.md. The order of the reports does not matter, a report given twice counts once, one report
 * alone is as it is, and so is what was joined before. A report that was taken back counts for nothing, as long as
 * another one stands. Null of no report.
 */
export function joinAbsence(leads: EpisodeId, reports: readonly MissingCase[]): MissingCase | null {
  const told = inOrder(leads, reports);
  const [only, ...others] = told;
  if (only?.episode.id === leads && others.length === 0) return only;
  const standing = told.filter(({ episode }) => episode.end !== 'cancelled');
  const [first, ...more] = standing.length > 0 ? standing : told.slice(0, 1);
  if (!first) return null;
  const all = [first, ...more] as const;
  const asked = all.find(({ episode }) => episode.providerId !== null) ?? first;
  return {
    episode: { ...joinEpisode(all), ...namedBy(leads, told, first), providerId: asked.episode.providerId },
    requirement: joinRequirement(all),
    offers: once(all.flatMap(({ offers }) => offers)).sort(byOffered),
    interviews: joinInterviews(leads, all, new Set(told.map(({ episode }) => episode.id))),
    terms: asked.terms,
  };
}

/** The report that leads first, then the others by when they began; each once. */
function inOrder(leads: EpisodeId, reports: readonly MissingCase[]): readonly MissingCase[] {
  const rank = ({ episode }: MissingCase) => (episode.id === leads ? 0 : 1);
  return [...new Map(reports.map((report) => [report.episode.id, report])).values()].sort(
    (left, right) =>
      rank(left) - rank(right) ||
      compareMoments(left.episode.missingAt, right.episode.missingAt) ||
      (left.episode.id < right.episode.id ? -1 : 1),
  );
}

function namedBy(leads: EpisodeId, told: readonly MissingCase[], first: MissingCase) {
  const leader = told.find(({ episode }) => episode.id === leads) ?? first;
  return { id: leads, childId: leader.episode.childId };
}

/** Classes are each taken from the same field of another report where the one that leads says nothing, never from another. */
function joinEpisode(reports: readonly [MissingCase, ...MissingCase[]]): EpisodeFacts {
  const first = reports[0].episode;
  const episodes = reports.map(({ episode }) => episode);
  const span = joinSpan(episodes) ?? first;
  return {
    ...first,
    policeClassification: firstSaid(episodes, (each) => each.policeClassification),
    policeRisk: firstSaid(episodes, (each) => each.policeRisk),
    councilClassification: firstSaid(episodes, (each) => each.councilClassification),
    missingFrom: firstSaid(episodes, (each) => each.missingFrom),
    missingAt: span.missingAt,
    reportedAt: earliestOf(said(episodes, (each) => each.reportedAt)),
    foundAt: earliestForGood(episodes, (each) => each.foundAt),
    returnedAt: span.returnedAt,
    end: firstSaid(episodes, (each) => each.end),
  };
}

function joinRequirement(reports: readonly MissingCase[]): InterviewRequirement {
  const all = reports.map(({ requirement }) => requirement);
  const earliest = (of: (each: InterviewRequirement) => Moment | null) => earliestOf(said(all, of));
  return {
    referredAt: earliest((each) => each.referredAt),
    acknowledgedAt: earliest((each) => each.acknowledgedAt),
    // A booking that was not kept is overtaken by a later one.
    bookedFor: latestOf(said(all, (each) => each.bookedFor)),
    formReturnedAt: earliest((each) => each.formReturnedAt),
    safeguardingAlertAt: earliest((each) => each.safeguardingAlertAt),
    notCompletedReason: joinReason(reports),
    hasCarerInformation: all.some((each) => each.hasCarerInformation),
    planInformedAt: earliest((each) => each.planInformedAt),
    hasPlanChange: all.some((each) => each.hasPlanChange),
  };
}

/** Why one provider came to no interview: it says nothing of what another one may still do. */
const ofOneProvider: ReadonlySet<NotCompletedReason> = new Set([
  ...(['no_contact', 'missing_again', 'address_unknown', 'provider_unable', 'other'] as const),
]);

/**
 * What is so of the child (declined, in custody, another council's duty) holds whoever told it. What one provider could
 * not do holds only where no other one that was asked may still do it.
 */
function joinReason(reports: readonly MissingCase[]): NotCompletedReason | null {
  const reasons = said(reports, ({ requirement }) => requirement.notCompletedReason);
  const ofChild = reasons.find((reason) => !ofOneProvider.has(reason));
  if (ofChild) return ofChild;
  const isAtWork = ({ episode, requirement }: MissingCase) =>
    episode.providerId !== null && requirement.notCompletedReason === null;
  return reports.some(isAtWork) ? null : (reasons[0] ?? null);
}

/** Every interview that covers one of the reports covers the absence, once. */
function joinInterviews(
  leads: EpisodeId,
  reports: readonly MissingCase[],
  ids: ReadonlySet<EpisodeId>,
): readonly ReturnHomeInterview[] {
  const ofAbsence = (id: EpisodeId) => (ids.has(id) ? leads : id);
  return once(reports.flatMap(({ interviews }) => interviews))
    .map((interview) => ({
      ...interview,
      episodeId: ofAbsence(interview.episodeId),
      covers: [...new Set(interview.covers.map(ofAbsence))],
    }))
    .sort((left, right) => compareMoments(left.beganAt, right.beganAt) || (left.id < right.id ? -1 : 1));
}

function byOffered(left: InterviewOffer, right: InterviewOffer): number {
  return compareMoments(left.offeredAt, right.offeredAt) || (left.id < right.id ? -1 : 1);
}

function once<Item extends { readonly id: string }>(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [item.id, item])).values()];
}

function said<Item, Value>(items: readonly Item[], of: (item: Item) => Value | null): readonly Value[] {
  return items.flatMap((item) => of(item) ?? []);
}

function firstSaid<Item, Value>(items: readonly Item[], of: (item: Item) => Value | null): Value | null {
  return said(items, of)[0] ?? null;
}
