import { reconcileDeadlines } from '#domain/deadlines';
import type { ClockContext, ClockSetting, ClockTerms, HoursOfWorkFrom } from '#domain/deadlines';
import { exactly, parseDay, parseInstant, sometimeOn } from '#domain/time';
import type { BankHolidays, Instant, Moment } from '#domain/time';
import { aMissingCase, anInterview, anOffer } from '../builders/index.js';
import type { RunningBySql } from './council-clocks-oracle.js';
import type { CouncilWorld } from './council-worlds.js';

const momentOf = (text: string): Moment =>
  text.length === 10 ? sometimeOn(parseDay(text)) : exactly(parseInstant(text));
const momentOrNull = (text: string | null) => (text === null ? null : momentOf(text));
const dateOf = (instant: Instant) => new Date(instant.epochMilliseconds);

const sectionsOf = {
  nothing: {},
  harm: { harm: 'HA07' },
  same_day: { pull: 'PL07' },
} as const satisfies Readonly<Record<CouncilWorld['finds'], object>>;

function interviewOf({ id, interview_began: began, interview_ended: ended, mode, finds, ...world }: CouncilWorld) {
  if (began === null) return [];
  const times = { beganAt: momentOf(began), endedAt: momentOrNull(ended) };
  const riskNow = world.high_risk ? 'high' : null;
  return [anInterview({ episodeId: id, ...times, mode, riskNow, sections: sectionsOf[finds] })];
}

function offerOf({ offered, offered_to: offeredTo }: CouncilWorld) {
  return offered === null ? [] : [anOffer({ offeredAt: momentOf(offered), offeredTo, outcome: null })];
}

function caseOf(world: CouncilWorld) {
  const group = world.elsewhere ? 'other_authority_here' : world.looked_after ? 'looked_after_in' : 'home';
  return aMissingCase({
    ...{ id: world.id, code: world.code, end: world.ended },
    ...{ missingAt: momentOf(world.missing), returnedAt: momentOrNull(world.returned) },
    ...{ foundAt: momentOrNull(world.found), providerId: world.provider ? 'p1' : null },
    atStart: { group, careStatus: world.looked_after ? 'looked_after' : 'home' },
    requirement: {
      ...{ referredAt: momentOrNull(world.referred), formReturnedAt: momentOrNull(world.form) },
      acknowledgedAt: world.acknowledged ? momentOf(world.at) : null,
      bookedFor: momentOrNull(world.booked),
      safeguardingAlertAt: world.safeguarding ? momentOf(world.at) : null,
      notCompletedReason: world.reason,
    },
    offers: offerOf(world),
    interviews: interviewOf(world),
    terms: { countedModes: ['in_person', 'video'], countedEpisodes: world.codes },
  });
}

function changeOf(setting: NonNullable<CouncilWorld['setting']>): ClockSetting['change'] {
  switch (setting.unit) {
    case 'watched':
    case 'not_watched':
      return { kind: setting.unit };
    default:
      return { kind: 'allowance', unit: setting.unit, amount: setting.amount };
  }
}

function termsOf({ hours, setting }: CouncilWorld, bankHolidays: BankHolidays): ClockTerms {
  const hoursOfWork: HoursOfWorkFrom = {
    ...{ firstWeekday: hours.first_weekday, lastWeekday: hours.last_weekday },
    ...{ fromMinute: hours.from_minute, toMinute: hours.to_minute, validFrom: parseDay(hours.valid_from) },
  };
  const settings = setting === null ? [] : [setting];
  return {
    ...{ bankHolidays, contracts: [], hoursOfWork: [hoursOfWork] },
    settings: settings.map((each) => ({
      ...{ kind: each.kind, contractId: null, validFrom: parseDay(each.valid_from), change: changeOf(each) },
    })),
  };
}

/** The clocks that the domain has run in a world. */
export function runningByDomain(world: CouncilWorld, bankHolidays: BankHolidays): readonly RunningBySql[] {
  const context: ClockContext = {
    ...{ terms: termsOf(world, bankHolidays), councilSteps: new Set(world.done) },
    otherMissingAt: world.others.map(parseInstant),
  };
  let ids = 0;
  const newId = () => `d${(ids += 1)}`;
  const found = reconcileDeadlines(caseOf(world), [], parseInstant(world.at), newId, null, context);
  const told = new Map(found.steps.map(({ deadlineId, dueAt }) => [deadlineId, dateOf(dueAt)]));
  return found.deadlines
    .filter(({ settledAt }) => settledAt === null)
    .map(({ id, kind, startsAt, dueAt }) => ({
      ...{ id: world.id, kind, starts: dateOf(startsAt), due: dateOf(dueAt), told: told.get(id) ?? null },
    }));
}
