import { completedInterviews } from '../cases/index.js';
import type { MissingCase } from '../cases/index.js';
import { missingEpisode } from '../episodes/index.js';
import type { EpisodeId } from '../kernel/index.js';
import { hoursBetween } from '../time/index.js';
import type { Instant } from '../time/index.js';
import { arrangingTime } from './arranging-time.js';
import type { ArrangingTime } from './arranging-time.js';
import { INTERVIEW_HOURS } from './limits.js';
import { earliestDueAt, hasEndedWithoutInterview, interviewClock, offerTiming } from './interview-clock.js';
import type { ClockValue, Timing } from './interview-clock.js';

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
}

/**
 * The worklist of cases at an instant: first whoever is back and was referred to nobody, then what runs out first, then
 * children still missing, then what is settled.
 */
export function buildWorklist(cases: readonly MissingCase[], at: Instant): readonly WorklistItem[] {
  return cases.flatMap((missingCase) => itemOf(missingCase, at) ?? []).sort(byUrgency);
}

function itemOf(missingCase: MissingCase, at: Instant): WorklistItem | null {
  const { episode, requirement } = missingCase;
  const common = {
    episodeId: episode.id,
    isBooked: requirement.bookedFor !== null,
    isUnreferred: episode.providerId === null,
    missingAt: episode.missingAt.at,
    arranging: arrangingTime(missingCase, at),
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
    minutesLeft: isOpen ? Math.floor(hoursBetween(at, dueAt) * 60) : null,
    offer: offerTiming(missingCase, state.returnedAt) ?? 'none',
  };
}

/** Owed, not held, not declined, and no reason given why not. */
function isStillOwed(missingCase: MissingCase, clock: ClockValue): boolean {
  if (clock !== 'missed' && clock !== 'not_yet_due') return false;
  return completedInterviews(missingCase).length === 0 && !hasEndedWithoutInterview(missingCase);
}

function byUrgency(left: WorklistItem, right: WorklistItem): number {
  return rank(left) - rank(right) || timeOf(left) - timeOf(right) || (left.episodeId < right.episodeId ? -1 : 1);
}

function rank(item: WorklistItem): number {
  if (!item.isOpen) return 3;
  if (item.kind === 'missing') return 2;
  return item.isUnreferred ? 0 : 1;
}

function timeOf(item: WorklistItem): number {
  return (item.dueAt ?? item.missingAt).epochMilliseconds;
}
