import type { CouncilStep } from '#domain/deadlines';
import { isBefore } from '#domain/time';
import type { Instant } from '#domain/time';
import { between, chance } from './draws.js';
import { inWorkingHours, laterBy } from './local-times.js';
import type { Random } from './mulberry32.js';

/** What there is to know of an episode before the council does anything about it. */
export interface EpisodeToActOn {
  readonly missingAt: Instant;
  /** When the child was found or back, whichever came first; null while it is missing. */
  readonly endedAt: Instant | null;
  /** Missing, and this council's to search for. */
  readonly isSearchedFor: boolean;
  readonly isLookedAfter: boolean;
  /** It is one of three or more in 90 days. */
  readonly isRepeat: boolean;
  readonly formReturnedAt: Instant | null;
}

export interface TakenStep {
  readonly step: CouncilStep;
  readonly takenAt: Instant;
}

/** How a council of the demonstration works: hours until a step is taken, and how often it is taken in time or at all. */
const manners = {
  senior_manager_told: { hours: [6, 22], inTime: 0.94 },
  strategy_meeting_held: { hours: [30, 96], inTime: 0.9 },
  director_told: { hours: [36, 70], inTime: 0.92 },
  quality_check_made: { hours: [3, 96], inTime: 0.95 },
} as const satisfies Readonly<
  Record<CouncilStep, { readonly hours: readonly [number, number]; readonly inTime: number }>
>;
/** Of what is not done in time, this share is made up for, so many hours later. */
const MADE_UP_FOR = 0.7;
const HOURS_LATER = [100, 260] as const;
/** After a repeat the meeting is held within days, whether or not the child is back. */
const HOURS_TO_MEETING = [8, 72] as const;

/**
 * What the council does about an episode: most of it in time, some late, some never. A step for a child who is missing is
 * not taken any more once the child is found.
 */
export function drawCouncilSteps(random: Random, episode: EpisodeToActOn): readonly TakenStep[] {
  const { missingAt, endedAt, formReturnedAt } = episode;
  const isStillMissing = ({ takenAt }: TakenStep) =>
    episode.isSearchedFor && (endedAt === null || isBefore(takenAt, endedAt));
  const searching = (['senior_manager_told', 'strategy_meeting_held', 'director_told'] as const)
    .flatMap((step) => drawStep(random, step, missingAt))
    .filter(isStillMissing)
    .filter(({ step }) => step !== 'director_told' || episode.isLookedAfter);
  const meetingAt = inWorkingHours(random, laterBy(missingAt, between(random, ...HOURS_TO_MEETING)));
  const isMeetingHeld = chance(random, manners.strategy_meeting_held.inTime);
  const hasMet = searching.some(({ step }) => step === 'strategy_meeting_held');
  const isMeetingWanted = episode.isSearchedFor && episode.isRepeat && !hasMet;
  return [
    ...searching,
    ...(isMeetingWanted && isMeetingHeld ? [{ step: 'strategy_meeting_held', takenAt: meetingAt } as const] : []),
    ...(formReturnedAt === null ? [] : drawStep(random, 'quality_check_made', formReturnedAt)),
  ];
}

function drawStep(random: Random, step: CouncilStep, from: Instant): readonly TakenStep[] {
  const { hours, inTime } = manners[step];
  const [isInTime, isMadeUpFor] = [chance(random, inTime), chance(random, MADE_UP_FOR)];
  const after = between(random, hours[0], hours[1]) + (isInTime ? 0 : between(random, ...HOURS_LATER));
  // Somebody is told at any hour; meetings and checks have their time.
  const at = laterBy(from, after);
  const takenAt = step.endsWith('_told') ? at : inWorkingHours(random, at);
  return isInTime || isMadeUpFor ? [{ step, takenAt }] : [];
}
