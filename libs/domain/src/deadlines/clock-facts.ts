import { completedInterviews, reasonNotRequired } from '../cases/index.js';
import type { MissingCase } from '../cases/index.js';
import { missingEpisode } from '../episodes/index.js';
import { sameDayAlertCodes } from '../factors/index.js';
import { firstValidOffer } from '../interviews/index.js';
import type { ReturnHomeInterview } from '../interviews/index.js';
import { Temporal, compareMoments, dayInLondon } from '../time/index.js';
import type { Instant, Moment } from '../time/index.js';
import type { CouncilStep } from './council-step.js';
import { isRepeatKind, repeatOf } from './deadline-kind.js';
import type { DeadlineKind } from './deadline-kind.js';
import { hasEndedWithoutInterview } from './interview-clock.js';

/** What the clocks of a case go by: the case, what the council has done about it, and when else the child was missing. */
export interface ClockFacts {
  readonly missingCase: MissingCase;
  readonly councilSteps: ReadonlySet<CouncilStep>;
  /** When the other episodes of the child began in which it was missing: each absence once. */
  readonly otherMissingAt: readonly Instant[];
}

/** From which fact a clock runs. Where its time of day is not known, it runs from the start of that day. */
export const clockStarts = {
  missing: ({ missingCase }) => missingCase.episode.missingAt,
  return: ({ missingCase }) => {
    const state = missingEpisode(missingCase.episode);
    return state.status === 'returned' ? state.returnedAt : null;
  },
  referral: ({ missingCase }) => missingCase.requirement.referredAt,
  interview_end: ({ missingCase }) => endOf(interviewsHere(missingCase)[0]),
  disclosure: ({ missingCase }) => endOf(interviewsHere(missingCase).find(disclosesHarm)),
  form: ({ missingCase }) => missingCase.requirement.formReturnedAt,
} as const satisfies Readonly<Record<string, (facts: ClockFacts) => Moment | null>>;
export type ClockStart = keyof typeof clockStarts;

/** Which cases a clock runs for. One that was recorded in error has none. */
export const clockSubjects = {
  owed_interview: ({ missingCase }) =>
    reasonNotRequired(missingCase) === null &&
    ['open', 'returned'].includes(missingEpisode(missingCase.episode).status),
  recorded_here: ({ missingCase }) => isRecorded(missingCase),
  interview_without_concern: ({ missingCase }) => isRecorded(missingCase) && !hasConcern(missingCase),
  interview_with_concern: ({ missingCase }) => isRecorded(missingCase) && hasConcern(missingCase),
  missing_child: ({ missingCase }) => isMissingHere(missingCase),
  missing_looked_after_child: ({ missingCase }) =>
    isMissingHere(missingCase) && missingCase.episode.atStart.careStatus === 'looked_after',
  repeat: (facts, kind) => isMissingHere(facts.missingCase) && completesRepeat(facts, kind),
} as const satisfies Readonly<Record<string, (facts: ClockFacts, kind: DeadlineKind) => boolean>>;
export type ClockSubject = keyof typeof clockSubjects;

/** What leaves a clock nothing to watch. An offer to the carer only settles nothing but that somebody is at work. */
export const settlements = {
  interview_held: ({ missingCase }) => completedInterviews(missingCase).length > 0,
  ended_without_interview: ({ missingCase }) => hasEndedWithoutInterview(missingCase),
  offer_made: ({ missingCase }) => firstValidOffer(missingCase.offers, completedInterviews(missingCase)) !== null,
  provider_asked: ({ missingCase: { episode, requirement } }) =>
    episode.providerId !== null || requirement.referredAt !== null,
  acknowledged: ({ missingCase: { requirement } }) =>
    requirement.acknowledgedAt !== null || requirement.bookedFor !== null,
  offer_tried: ({ missingCase }) => missingCase.offers.length > 0,
  form_returned: ({ missingCase }) => missingCase.requirement.formReturnedAt !== null,
  safeguarding_told: ({ missingCase }) => missingCase.requirement.safeguardingAlertAt !== null,
  no_longer_missing: ({ missingCase: { episode } }) =>
    episode.foundAt !== null || missingEpisode(episode).status !== 'open',
  senior_manager_told: ({ councilSteps }) => councilSteps.has('senior_manager_told'),
  strategy_meeting_held: ({ councilSteps }) => councilSteps.has('strategy_meeting_held'),
  director_told: ({ councilSteps }) => councilSteps.has('director_told'),
  quality_check_made: ({ councilSteps }) => councilSteps.has('quality_check_made'),
} as const satisfies Readonly<Record<string, (facts: ClockFacts) => boolean>>;
export type Settlement = keyof typeof settlements;

function isRecorded({ episode }: MissingCase): boolean {
  return missingEpisode(episode).status !== 'cancelled';
}

/** Missing, not away with the whereabouts known; a child whom another council looks after is that council's to search for. */
function isMissingHere({ episode }: MissingCase): boolean {
  return (
    episode.code === 'M' &&
    episode.atStart.group !== 'other_authority_here' &&
    missingEpisode(episode).status !== 'cancelled'
  );
}

/** The interviews recorded with the episode itself: the form of one that covers others is asked for once. */
function interviewsHere({ episode, interviews }: MissingCase): readonly ReturnHomeInterview[] {
  return interviews
    .filter(({ episodeId }) => episodeId === episode.id)
    .sort((left, right) => compareMoments(left.beganAt, right.beganAt));
}

function endOf(interview: ReturnHomeInterview | undefined): Moment | null {
  return interview ? (interview.endedAt ?? interview.beganAt) : null;
}

/** Whether an interview found what has to be told on the same day. */
function disclosesHarm({ sections, vulnerabilities }: ReturnHomeInterview): boolean {
  const found = Object.values(sections).flatMap((section) => (section?.kind === 'answered' ? section.factors : []));
  const present = vulnerabilities.filter(({ isPresent }) => isPresent);
  return [...found, ...present].some(({ code }) => sameDayAlertCodes.has(code));
}

/** Whether an interview gives cause for concern: high risk, harm, or what has to be told on the same day. */
function hasConcern(missingCase: MissingCase): boolean {
  return interviewsHere(missingCase).some(
    (each) => each.riskNow === 'high' || each.sections.harm?.kind === 'answered' || disclosesHarm(each),
  );
}

/** Whether so many episodes, this one included, began in the days up to and with that of this one. */
function completesRepeat({ missingCase, otherMissingAt }: ClockFacts, kind: DeadlineKind): boolean {
  if (!isRepeatKind(kind)) return false;
  const repeat = repeatOf(kind);
  if (otherMissingAt.length + 1 < repeat.episodes) return false;
  const { at } = missingCase.episode.missingAt;
  const first = dayInLondon(at).subtract({ days: repeat.days });
  const before = otherMissingAt.filter(
    (other) => Temporal.Instant.compare(other, at) <= 0 && Temporal.PlainDate.compare(dayInLondon(other), first) >= 0,
  );
  return before.length + 1 >= repeat.episodes;
}
