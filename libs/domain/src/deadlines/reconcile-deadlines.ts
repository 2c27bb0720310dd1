import { completedInterviews, reasonNotRequired } from '../cases/index.js';
import type { MissingCase } from '../cases/index.js';
import { missingEpisode } from '../episodes/index.js';
import { firstValidOffer } from '../interviews/index.js';
import type { NewId } from '../kernel/index.js';
import { hoursBetween, isAfter, plusHours, spanOf } from '../time/index.js';
import type { Instant } from '../time/index.js';
import { HISTORY_AFTER_HOURS, LATE_AFTER_MINUTES, deadlineRules } from './deadline-rules.js';
import type { DeadlineRule, DeadlineStep } from './deadline-rules.js';
import type { Deadline, SetAside } from './deadline.js';
import { hasEndedWithoutInterview } from './interview-clock.js';

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

/** The clocks of a report that another one leads from now on: none runs, and what they raised stays. */
export function setAsideDeadlines(existing: readonly Deadline[], { now, because }: Reconciling): Reconciled {
  const deadlines = existing.map((each) => (each.supersededAt === null ? superseded(each, { now, because }) : each));
  return { deadlines, steps: [], arrivedOverdue: false };
}

function superseded(deadline: Deadline, { now, because }: Reconciling): Deadline {
  return { ...deadline, supersededAt: now, supersededBecause: because, nextStep: null };
}

/**
 * Makes the deadlines of a case say what its facts say, at `now`: opens, settles, supersedes, and names the steps that
 * have come. Doing it again with the same facts and the same `now` changes nothing and names no step.
 */
export function reconcileDeadlines(
  missingCase: MissingCase,
  existing: readonly Deadline[],
  now: Instant,
  newId: NewId,
  because: SetAside | null = null,
): Reconciled {
  const results = deadlineRules.map((rule) => reconcileRule(rule, missingCase, existing, { now, because }, newId));
  return {
    deadlines: results.flatMap((result) => result.deadlines),
    steps: results.flatMap((result) => result.steps),
    // Nothing has arrived where reports that were on record are merged or taken apart.
    arrivedOverdue: because === null && results.some((result) => result.arrivedOverdue),
  };
}

function reconcileRule(
  rule: DeadlineRule,
  missingCase: MissingCase,
  existing: readonly Deadline[],
  { now, because }: Reconciling,
  newId: NewId,
): Reconciled {
  const ofKind = existing.filter((deadline) => deadline.kind === rule.kind);
  const past = ofKind.filter((deadline) => deadline.supersededAt !== null);
  const current = ofKind.find((deadline) => deadline.supersededAt === null) ?? null;
  const startsAt = clockStart(missingCase);
  const stands =
    current !== null && startsAt !== null && current.startsAt.equals(startsAt) && current.ruleVersion === rule.version;
  const replaced = current !== null && !stands ? [superseded(current, { now, because })] : [];
  if (startsAt === null) return { deadlines: [...past, ...replaced], steps: [], arrivedOverdue: false };
  if (stands) {
    const followed = follow(rule, missingCase, current, { now, because, run: 'standing' });
    return { ...followed, deadlines: [...past, ...followed.deadlines] };
  }
  const waiting = past.find((each) => isTakenUp(each, rule, startsAt));
  const followed = waiting
    ? follow(rule, missingCase, takenUp(waiting), { now, because, run: 'taken-up' })
    : follow(rule, missingCase, openDeadline(rule, missingCase, startsAt, newId), { now, because, run: 'new' });
  const kept = past.filter((each) => each !== waiting);
  return { ...followed, deadlines: [...kept, ...replaced, ...followed.deadlines] };
}

/** A clock that was set aside with a merge goes on where it would run anew: what it raised is not raised again. */
function isTakenUp(deadline: Deadline, rule: DeadlineRule, startsAt: Instant): boolean {
  return (
    deadline.supersededBecause !== null && deadline.ruleVersion === rule.version && deadline.startsAt.equals(startsAt)
  );
}

function takenUp(deadline: Deadline): Deadline {
  return { ...deadline, supersededAt: null, supersededBecause: null };
}

/** A clock as it is followed: it ran on, starts for the first time, or goes on after it was set aside. */
type Run = 'standing' | 'new' | 'taken-up';

/** The earliest instant from which the hours can run; null when no interview is owed (yet). */
function clockStart(missingCase: MissingCase): Instant | null {
  const episode = missingEpisode(missingCase.episode);
  return episode.status === 'returned' && reasonNotRequired(missingCase) === null ? episode.returnedAt.at : null;
}

function openDeadline(rule: DeadlineRule, missingCase: MissingCase, startsAt: Instant, newId: NewId): Deadline {
  const first = rule.steps[0];
  return {
    id: newId(),
    episodeId: missingCase.episode.id,
    kind: rule.kind,
    ruleVersion: rule.version,
    startsAt,
    dueAt: plusHours(startsAt, rule.allowHours),
    settledAt: null,
    supersededAt: null,
    supersededBecause: null,
    nextStep: first ? stepAt(first, startsAt) : null,
  };
}

function follow(
  rule: DeadlineRule,
  missingCase: MissingCase,
  deadline: Deadline,
  { now, because, run }: Reconciling & { readonly run: Run },
): Reconciled {
  if (isSettled(rule, missingCase)) {
    return {
      deadlines: [{ ...deadline, settledAt: deadline.settledAt ?? now, nextStep: null }],
      steps: [],
      arrivedOverdue: false,
    };
  }
  const reopened = deadline.settledAt !== null;
  const isFromStart = reopened || run !== 'standing';
  const open = stepsFrom(rule, isFromStart ? null : deadline.nextStep, isFromStart);
  const come = open.filter((step) => !isAfter(plusHours(deadline.startsAt, step.afterHours), now));
  const next = open.find((step) => !come.includes(step)) ?? null;
  const told = (isFromStart ? come.slice(-1) : come).filter(
    (step) => !(step.unlessBooked && isBookedAhead(missingCase, plusHours(deadline.startsAt, step.afterHours))),
  );
  const isHistory = (step: DeadlineStep) =>
    (run !== 'standing' || because !== null) &&
    hoursBetween(plusHours(deadline.startsAt, step.afterHours), now) > HISTORY_AFTER_HOURS;
  return {
    deadlines: [{ ...deadline, settledAt: null, nextStep: next && stepAt(next, deadline.startsAt) }],
    steps: told.filter((step) => !isHistory(step)).map((step) => stepDue(step, deadline, now)),
    arrivedOverdue: run === 'new' && told.some(isHistory),
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

/** Whether the facts leave nothing to watch. An offer to the carer only settles nothing. */
function isSettled(rule: DeadlineRule, missingCase: MissingCase): boolean {
  const completed = completedInterviews(missingCase);
  if (completed.length > 0 || hasEndedWithoutInterview(missingCase)) return true;
  return rule.kind === 'offer' && firstValidOffer(missingCase.offers, completed) !== null;
}

function stepAt(step: DeadlineStep, startsAt: Instant): { readonly step: string; readonly at: Instant } {
  return { step: step.step, at: plusHours(startsAt, step.afterHours) };
}

function stepDue(step: DeadlineStep, deadline: Deadline, now: Instant): StepDue {
  const { at } = stepAt(step, deadline.startsAt);
  return {
    deadlineId: deadline.id,
    step: step.step,
    ruleVersion: deadline.ruleVersion,
    dueAt: at,
    isLate: hoursBetween(at, now) * 60 > LATE_AFTER_MINUTES,
  };
}
