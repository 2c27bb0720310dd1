import { completedInterviews } from '../cases/index.js';
import type { MissingCase } from '../cases/index.js';
import type { ChildGroup } from '../children/index.js';
import { missingEpisode } from '../episodes/index.js';
import type { EpisodeId } from '../kernel/index.js';
import { hoursBetween } from '../time/index.js';
import type { Instant } from '../time/index.js';
import { arrangingTime } from './arranging-time.js';
import type { ArrangingTime } from './arranging-time.js';
import type { StepTaker } from './clock-rule.js';
import { takerOf } from './rules-of-kind.js';
import type { Deadline } from './deadline.js';
import { INTERVIEW_HOURS } from './limits.js';
import { earliestDueAt, hasEndedWithoutInterview, interviewClock, offerTiming } from './interview-clock.js';
import type { ClockValue, Timing } from './interview-clock.js';

/** A clock of an episode that runs: it is neither settled nor superseded. */
export type RunningClock = Pick<Deadline, 'kind' | 'dueAt'>;

/** What has to be done about a case next to the interview itself. */
export interface OpenStep extends RunningClock {
  /** Whole minutes to `dueAt`, negative once it has passed. */
  readonly minutesLeft: number;
  readonly takenBy: StepTaker;
}

/** One line of the worklist: a child still missing, or the interview owed after a return. */
export interface WorklistItem {
  readonly episodeId: EpisodeId;
  readonly kind: 'missing' | 'interview';
  /** When the 72 hours end, at the earliest; null while the child is missing. */
  readonly dueAt: Instant | null;
  readonly state: 'missing' | ClockValue;
  /** Whether somebody still has to act. What is settled is listed last. */
  readonly isOpen: boolean;
  /** Whole minutes to `dueAt`, negative once it has passed; null where nothing runs. */
  readonly minutesLeft: number | null;
  readonly offer: Timing | 'none' | null;
  readonly isBooked: boolean;
  /** Nobody has been asked to hold the interview yet: the worst case of all. */
  readonly isUnreferred: boolean;
  readonly missingAt: Instant;
  /** Where the interview is bought on its own: how long that took, or takes. */
  readonly arranging: ArrangingTime | null;
  /** The group of the child at the start of the episode. */
  readonly group: ChildGroup;
  /** Every other clock of the case that runs, what is due first at the head: the next step that is required. */
  readonly steps: readonly OpenStep[];
  /** Everybody whose move it is. A missing child always concerns its team; nobody's where nothing is left to do. */
  readonly waitsFor: readonly StepTaker[];
}

/**
 * The worklist of cases at an instant: first whoever is back and was referred to nobody, then what runs out first, then
 * children still missing, whose next step is due first at the head, then what is left to do after an interview, then what
 * is settled.
 */
export function buildWorklist(
  cases: readonly MissingCase[],
  at: Instant,
  clocksOf: (id: EpisodeId) => readonly RunningClock[] = () => [],
): readonly WorklistItem[] {
  return cases
    .flatMap((missingCase) => {
      const item = itemOf(missingCase, at);
      return item === null ? [] : withSteps(item, clocksOf(item.episodeId), at);
    })
    .sort(byUrgency);
}

type ItemOfCase = Omit<WorklistItem, 'steps' | 'waitsFor'>;

function withSteps(item: ItemOfCase, clocks: readonly RunningClock[], at: Instant): WorklistItem {
  const steps = clocks
    .filter(({ kind }) => kind !== 'interview')
    .map((clock) => ({ ...clock, minutesLeft: minutesTo(clock.dueAt, at), takenBy: takerOf(clock.kind) }))
    .sort((left, right) => left.dueAt.epochMilliseconds - right.dueAt.epochMilliseconds);
  const own = item.isOpen ? [ownTaker(item)] : [];
  return { ...item, steps, waitsFor: [...new Set([...own, ...steps.map(({ takenBy }) => takenBy)])] };
}

function ownTaker({ kind, isUnreferred }: ItemOfCase): StepTaker {
  if (kind === 'missing') return 'team';
  return isUnreferred ? takerOf('referral') : takerOf('interview');
}

function minutesTo(dueAt: Instant, at: Instant): number {
  return Math.floor(hoursBetween(at, dueAt) * 60);
}

function itemOf(missingCase: MissingCase, at: Instant): ItemOfCase | null {
  const { episode, requirement } = missingCase;
  const common = {
    episodeId: episode.id,
    isBooked: requirement.bookedFor !== null,
    isUnreferred: episode.providerId === null,
    missingAt: episode.missingAt.at,
    arranging: arrangingTime(missingCase, at),
    group: episode.atStart.group,
  };
  const state = missingEpisode(episode);
  if (state.status === 'open')
    return { ...common, kind: 'missing', dueAt: null, state: 'missing', isOpen: true, minutesLeft: null, offer: null };
  if (state.status !== 'returned') return null;
  const clock = interviewClock(missingCase, at);
  if (clock === null) return null;
  const dueAt = earliestDueAt(state.returnedAt, INTERVIEW_HOURS);
  const isOpen = isStillOwed(missingCase, clock);
  return {
    ...common,
    kind: 'interview',
    dueAt,
    state: clock,
    isOpen,
    minutesLeft: isOpen ? minutesTo(dueAt, at) : null,
    offer: offerTiming(missingCase, state.returnedAt) ?? 'none',
  };
}

/** Owed, not held, not declined, and no reason given why not. */
function isStillOwed(missingCase: MissingCase, clock: ClockValue): boolean {
  if (clock !== 'missed' && clock !== 'not_yet_due') return false;
  return completedInterviews(missingCase).length === 0 && !hasEndedWithoutInterview(missingCase);
}

function byUrgency(left: WorklistItem, right: WorklistItem): number {
  return (
    rank(left) - rank(right) ||
    timeOf(left) - timeOf(right) ||
    left.missingAt.epochMilliseconds - right.missingAt.epochMilliseconds ||
    (left.episodeId < right.episodeId ? -1 : 1)
  );
}

function rank(item: WorklistItem): number {
  if (!item.isOpen) return item.steps.length > 0 ? 3 : 4;
  if (item.kind === 'missing') return 2;
  return item.isUnreferred ? 0 : 1;
}

/** When something has to be done about it; without a clock last. */
function timeOf({ isOpen, dueAt, steps }: WorklistItem): number {
  const [next] = steps;
  const due = isOpen ? (dueAt ?? next?.dueAt) : (next?.dueAt ?? dueAt);
  return due?.epochMilliseconds ?? Number.MAX_SAFE_INTEGER;
}
