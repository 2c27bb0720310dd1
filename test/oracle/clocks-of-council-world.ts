import { reconcileDeadlines, shippedContext } from '#domain/deadlines';
import { exactly, parseDay, parseInstant, sometimeOn } from '#domain/time';
import type { BankHolidays, Moment } from '#domain/time';
import { aMissingCase, anInterview } from '../builders/index.js';
import type { RunningBySql } from './council-clocks-oracle.js';
import type { CouncilWorld } from './council-worlds.js';

const momentOf = (text: string): Moment =>
  text.length === 10 ? sometimeOn(parseDay(text)) : exactly(parseInstant(text));
const momentOrNull = (text: string | null) => (text === null ? null : momentOf(text));

const sectionsOf = {
  nothing: {},
  harm: { harm: 'HA07' },
  same_day: { pull: 'PL07' },
} as const satisfies Readonly<Record<CouncilWorld['finds'], object>>;

function interviewOf({ id, interview_began: began, interview_ended: ended, finds, high_risk: isHigh }: CouncilWorld) {
  if (began === null) return [];
  const times = { beganAt: momentOf(began), endedAt: momentOrNull(ended) };
  return [anInterview({ episodeId: id, ...times, riskNow: isHigh ? 'high' : null, sections: sectionsOf[finds] })];
}

/** The clocks that the domain has run in a world, besides the 72 hours and the offer. */
export function runningByDomain(world: CouncilWorld, bankHolidays: BankHolidays): readonly RunningBySql[] {
  const group = world.elsewhere ? 'other_authority_here' : world.looked_after ? 'looked_after_in' : 'home';
  const missingCase = aMissingCase({
    ...{ id: world.id, code: world.code, end: world.cancelled ? 'cancelled' : null },
    ...{ missingAt: momentOf(world.missing), returnedAt: momentOrNull(world.returned) },
    ...{ foundAt: momentOrNull(world.found), providerId: world.provider ? 'p1' : null },
    atStart: { group, careStatus: world.looked_after ? 'looked_after' : 'home' },
    requirement: {
      ...{ referredAt: momentOrNull(world.referred), formReturnedAt: momentOrNull(world.form) },
      acknowledgedAt: world.acknowledged ? momentOf(world.at) : null,
      bookedFor: world.booked ? momentOf(world.at) : null,
      safeguardingAlertAt: world.safeguarding ? momentOf(world.at) : null,
      notCompletedReason: world.reason,
    },
    interviews: interviewOf(world),
  });
  const context = {
    terms: { ...shippedContext.terms, bankHolidays },
    councilSteps: new Set(world.done),
    otherMissingAt: world.others.map(parseInstant),
  };
  let ids = 0;
  const newId = () => `d${(ids += 1)}`;
  const { deadlines } = reconcileDeadlines(missingCase, [], parseInstant(world.at), newId, null, context);
  return deadlines
    .filter(({ kind, settledAt }) => kind !== 'interview' && kind !== 'offer' && settledAt === null)
    .map(({ kind, startsAt, dueAt }) => ({
      ...{ id: world.id, kind },
      ...{ starts: new Date(startsAt.epochMilliseconds), due: new Date(dueAt.epochMilliseconds) },
    }));
}
