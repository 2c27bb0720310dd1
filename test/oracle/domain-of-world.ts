import { completedInterviews, joinAbsences } from '#domain/cases';
import type { MissingCase } from '#domain/cases';
import {
  earliestDueAt,
  interviewClock,
  interviewTiming,
  latestDueAt,
  offerTiming,
  reconcileDeadlines,
  timingWithin,
} from '#domain/deadlines';
import type { Timing } from '#domain/deadlines';
import { validOffers } from '#domain/interviews';
import { parseDay, parseInstant, exactly, sometimeOn } from '#domain/time';
import type { Instant, Moment } from '#domain/time';
import { aMissingCase, anInterview, anOffer } from '../builders/index.js';
import type { Judged } from './clock-oracle.js';
import type { World, WorldReport } from './random-worlds.js';

const momentOf = (text: string): Moment =>
  text.length === 10 ? sometimeOn(parseDay(text)) : exactly(parseInstant(text));
const dateOf = (instant: Instant) => new Date(instant.epochMilliseconds);

function caseOf(report: WorldReport, world: World): MissingCase {
  return aMissingCase({
    id: report.id,
    code: report.code,
    end: report.cancelled ? 'cancelled' : null,
    missingAt: momentOf(report.missing),
    returnedAt: report.returned === null ? null : momentOf(report.returned),
    atStart: report.elsewhere ? { group: 'other_authority_here' } : {},
    requirement: { notCompletedReason: report.reason },
    terms: { countedModes: world.terms.modes, countedEpisodes: world.terms.codes },
    offers: world.offers.flatMap((offer, index) =>
      offer.report === report.id
        ? anOffer({
            id: `${report.id}-o${index}`,
            origin: offer.origin,
            offeredAt: momentOf(offer.made),
            offeredTo: offer.made_to,
            outcome: offer.outcome,
          })
        : [],
    ),
    interviews: world.interviews.flatMap(({ id, began, mode, covers }) =>
      covers.includes(report.id)
        ? anInterview({ id, beganAt: momentOf(began), mode, covers, episodeId: covers[0] ?? report.id })
        : [],
    ),
  });
}

/** What the domain says of every absence of a world, in the form in which the second implementation says it. */
export function judgeByDomain(world: World): readonly Judged[] {
  const leads = new Map(world.reports.filter((report) => report.leads).map(({ absence, id }) => [absence, id]));
  const leading = new Map(
    world.reports.flatMap(({ id, absence, leads: isLeading }) =>
      isLeading ? [] : [[id, leads.get(absence) ?? id] as const],
    ),
  );
  const joined = joinAbsences(
    world.reports.map((report) => caseOf(report, world)),
    leading,
  );
  const absenceOf = new Map(world.reports.map(({ id, absence }) => [id, absence]));
  return joined.map((each) => judgeCase(each, absenceOf.get(each.episode.id) ?? '', parseInstant(world.at)));
}

function judgeCase(each: MissingCase, absence: string, at: Instant): Judged {
  const back = each.episode.returnedAt;
  const { deadlines } = reconcileDeadlines(each, [], at, () => 'deadline');
  const isOpen = (kind: string) => deadlines.some((deadline) => deadline.kind === kind && deadline.settledAt === null);
  return {
    absence,
    value: interviewClock(each, at),
    held72: back && interviewTiming(each, back),
    offered72: back && offerTiming(each, back),
    offered24:
      back && bestOf(validOffers(each.offers, completedInterviews(each)).map((made) => timingWithin(made, back, 24))),
    earliest72: back && dateOf(earliestDueAt(back, 72)),
    latest72: back && dateOf(latestDueAt(back, 72)),
    earliest24: back && dateOf(earliestDueAt(back, 24)),
    latest24: back && dateOf(latestDueAt(back, 24)),
    open72: isOpen('interview'),
    open24: isOpen('offer'),
  };
}

function bestOf(timings: readonly Timing[]): Timing | null {
  return (['in_time', 'cannot_tell', 'late'] as const).find((timing) => timings.includes(timing)) ?? null;
}
