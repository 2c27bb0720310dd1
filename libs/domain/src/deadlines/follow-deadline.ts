import type { MissingCase } from '../cases/index.js';
import type { NewId } from '../kernel/index.js';
import { hoursBetween, isAfter, spanOf } from '../time/index.js';
import type { Instant } from '../time/index.js';
import type { DeadlineRule, DeadlineStep } from './clock-rule.js';
import type { Deadline, SetAside } from './deadline.js';
import { LATE_AFTER_MINUTES } from './limits.js';
import { isHistory, timeOf } from './running-clock.js';
import type { Clock } from './running-clock.js';

/** A step of a deadline that has come and of which somebody must be told, once. */
export interface StepDue {
  readonly deadlineId: string;
  readonly step: string;
  readonly ruleVersion: string;
  readonly dueAt: Instant;
  /** Raised after its time, because the facts or the service were late. */
  readonly isLate: boolean;
}

export interface Reconciled {
  readonly deadlines: readonly Deadline[];
  readonly steps: readonly StepDue[];
  /** The episode arrived with a step overdue by more than 28 days: one mark, no message. */
  readonly arrivedOverdue: boolean;
}

/** When a case is looked at, and whether it is so because two reports are one absence from now on, or are so no longer. */
export interface Reconciling {
  readonly now: Instant;
  readonly because: SetAside | null;
}

/** Deadlines of which nobody is told anything. */
export function untold(deadlines: readonly Deadline[]): Reconciled {
  return { deadlines, steps: [], arrivedOverdue: false };
}

/** A clock as it is followed: it ran on, starts for the first time, or goes on after it was set aside. */
type Run = 'standing' | 'new' | 'taken-up';

/** The deadline of a clock that starts. */
export function openDeadline(clock: Clock, newId: NewId): Deadline {
  const { rule, startsAt, dueAt } = clock;
  const [first] = rule.steps;
  return {
    id: newId(),
    episodeId: clock.missingCase.episode.id,
    kind: rule.kind,
    ruleVersion: rule.version,
    startsAt,
    dueAt,
    settledAt: null,
    supersededAt: null,
    supersededBecause: null,
    nextStep: first ? stepAt(first, clock) : null,
  };
}

/** What has become of a deadline that stands for a clock, and the steps of it that have come. */
export function follow(
  clock: Clock,
  deadline: Deadline,
  { now, because, run }: Reconciling & { readonly run: Run },
): Reconciled {
  if (clock.isSettled) return untold([{ ...deadline, settledAt: deadline.settledAt ?? now, nextStep: null }]);
  const reopened = deadline.settledAt !== null;
  const isFromStart = reopened || run !== 'standing';
  const open = stepsFrom(clock.rule, isFromStart ? null : deadline.nextStep, isFromStart);
  const come = open.filter((step) => !isAfter(timeOf(step, clock), now));
  const next = open.find((step) => !come.includes(step)) ?? null;
  const told = (isFromStart ? come.slice(-1) : come).filter(
    (step) => !(step.unlessBooked && isBookedAhead(clock.missingCase, timeOf(step, clock))),
  );
  const isTooOld = (step: DeadlineStep) =>
    (run !== 'standing' || because !== null) && isHistory(timeOf(step, clock), now);
  return {
    deadlines: [{ ...deadline, settledAt: null, nextStep: next && stepAt(next, clock) }],
    steps: told.filter((step) => !isTooOld(step)).map((step) => stepDue(step, deadline, timeOf(step, clock), now)),
    arrivedOverdue: run === 'new' && told.some(isTooOld),
  };
}

/** Whether, when a step comes, an interview is booked for later: a booking that was not kept by then warns again. */
function isBookedAhead({ requirement }: MissingCase, stepComesAt: Instant): boolean {
  if (requirement.bookedFor === null) return false;
  const booked = spanOf(requirement.bookedFor);
  return isAfter(booked.exact ? booked.from : booked.before, stepComesAt);
}

/** The steps still ahead: all of them for a clock that starts (again), else from the next one planned. */
function stepsFrom(rule: DeadlineRule, planned: Deadline['nextStep'], all: boolean): readonly DeadlineStep[] {
  if (all) return rule.steps;
  const index = rule.steps.findIndex((step) => step.step === planned?.step);
  return index < 0 ? [] : rule.steps.slice(index);
}

function stepAt(step: DeadlineStep, clock: Clock): { readonly step: string; readonly at: Instant } {
  return { step: step.step, at: timeOf(step, clock) };
}

function stepDue({ step }: DeadlineStep, deadline: Deadline, at: Instant, now: Instant): StepDue {
  return {
    deadlineId: deadline.id,
    step,
    ruleVersion: deadline.ruleVersion,
    dueAt: at,
    isLate: hoursBetween(at, now) * 60 > LATE_AFTER_MINUTES,
  };
}
