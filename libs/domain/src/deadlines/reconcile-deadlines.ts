import type { MissingCase } from '../cases/index.js';
import type { NewId } from '../kernel/index.js';
import { hoursBetween, isAfter, plusHours, spanOf } from '../time/index.js';
import type { Instant } from '../time/index.js';
import { clockStarts, clockSubjects, settlements } from './clock-facts.js';
import type { ClockFacts } from './clock-facts.js';
import type { DeadlineRule, DeadlineStep } from './clock-rule.js';
import { ruleInForce, shippedTerms } from './clock-settings.js';
import type { ClockTerms } from './clock-settings.js';
import type { DeadlineKind } from './deadline-kind.js';
import { deadlineKinds, rulesOf } from './deadline-rules.js';
import type { Deadline, SetAside } from './deadline.js';
import { dueAt } from './due-at.js';
import { HISTORY_AFTER_HOURS, LATE_AFTER_MINUTES } from './limits.js';

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
  context: ClockContext = shippedContext,
): Reconciled {
  const { terms, ...others } = context;
  const set = terms.settings.map(({ kind }) => kind);
  const kinds = new Set([...deadlineKinds, ...set, ...existing.map(({ kind }) => kind)]);
  const results = [...kinds].map((kind) => {
    const ofKind = existing.filter((deadline) => deadline.kind === kind);
    const clock = clockOf(kind, { missingCase, ...others }, terms, ofKind.length > 0);
    return reconcileKind(ofKind, clock, { now, because }, newId);
  });
  return {
    deadlines: results.flatMap((result) => result.deadlines),
    steps: results.flatMap((result) => result.steps),
    // Nothing has arrived where reports that were on record are merged or taken apart.
    arrivedOverdue: because === null && results.some((result) => result.arrivedOverdue),
  };
}

/** What the clocks of a case go by beyond the case itself. */
export interface ClockContext extends Omit<ClockFacts, 'missingCase'> {
  readonly terms: ClockTerms;
}

/** Nothing set, nothing done by the council, and no other episode. */
export const shippedContext: ClockContext = { terms: shippedTerms, councilSteps: new Set(), otherMissingAt: [] };

/** A clock as the facts of a case have it run. */
interface Clock {
  readonly rule: DeadlineRule;
  readonly missingCase: MissingCase;
  readonly startsAt: Instant;
  readonly dueAt: Instant;
  readonly isSettled: boolean;
}

/** The clock of a kind; null where the facts have none run (yet), or it is not watched. */
function clockOf(kind: DeadlineKind, facts: ClockFacts, terms: ClockTerms, isKnown: boolean): Clock | null {
  // Another rule of the same kind may count otherwise: never from another fact, for other cases, or to another end.
  const [shape] = rulesOf(kind);
  if (!shape || !clockSubjects[shape.appliesTo](facts, kind)) return null;
  const startsAt = clockStarts[shape.startsWith](facts)?.at;
  if (!startsAt) return null;
  const isSettled = shape.settledBy.some((settlement) => settlements[settlement](facts));
  // Nothing is worked out for a clock that would not be kept: most are settled before they are first seen.
  if (isSettled && !isKnown && !shape.isKeptInAnyCase) return null;
  const rule = ruleInForce(kind, startsAt, facts.missingCase.episode.providerId, terms);
  if (rule === null) return null;
  return { rule, missingCase: facts.missingCase, startsAt, dueAt: dueAt(rule.allowance, startsAt, terms), isSettled };
}

function reconcileKind(
  ofKind: readonly Deadline[],
  clock: Clock | null,
  { now, because }: Reconciling,
  newId: NewId,
): Reconciled {
  const past = ofKind.filter((deadline) => deadline.supersededAt !== null);
  const current = ofKind.find((deadline) => deadline.supersededAt === null) ?? null;
  if (clock !== null && current !== null && isSameClock(current, clock)) {
    const followed = follow(clock, current, { now, because, run: 'standing' });
    return { ...followed, deadlines: [...past, ...followed.deadlines] };
  }
  const replaced = current === null ? [] : [superseded(current, { now, because })];
  const without = { deadlines: [...past, ...replaced], steps: [], arrivedOverdue: false };
  if (clock === null) return without;
  const waiting = past.find((each) => each.supersededBecause !== null && isSameClock(each, clock));
  if (!waiting && !clock.rule.isKeptInAnyCase && isOverBeforeSeen(clock, now)) return without;
  // A clock that was set aside with a merge goes on where it would run anew: what it raised is not raised again.
  const followed = waiting
    ? follow(clock, takenUp(waiting), { now, because, run: 'taken-up' })
    : follow(clock, openDeadline(clock, newId), { now, because, run: 'new' });
  const kept = past.filter((each) => each !== waiting);
  return { ...followed, deadlines: [...kept, ...replaced, ...followed.deadlines] };
}

/** Whether a stored clock is the one that the facts have run. One that stays settled is not made to run out elsewhere. */
function isSameClock(deadline: Deadline, { rule, startsAt, dueAt, isSettled }: Clock): boolean {
  return (
    deadline.ruleVersion === rule.version &&
    deadline.startsAt.equals(startsAt) &&
    (deadline.dueAt.equals(dueAt) || (isSettled && deadline.settledAt !== null))
  );
}

/** Whether nothing of a clock is left to watch, or to tell anybody, when it is first seen. */
function isOverBeforeSeen(clock: Clock, now: Instant): boolean {
  const last = clock.rule.steps.at(-1);
  return clock.isSettled || !last || hoursBetween(timeOf(last, clock), now) > HISTORY_AFTER_HOURS;
}

function takenUp(deadline: Deadline): Deadline {
  return { ...deadline, supersededAt: null, supersededBecause: null };
}

/** A clock as it is followed: it ran on, starts for the first time, or goes on after it was set aside. */
type Run = 'standing' | 'new' | 'taken-up';

function openDeadline(clock: Clock, newId: NewId): Deadline {
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

function follow(
  clock: Clock,
  deadline: Deadline,
  { now, because, run }: Reconciling & { readonly run: Run },
): Reconciled {
  if (clock.isSettled) {
    return {
      deadlines: [{ ...deadline, settledAt: deadline.settledAt ?? now, nextStep: null }],
      steps: [],
      arrivedOverdue: false,
    };
  }
  const reopened = deadline.settledAt !== null;
  const isFromStart = reopened || run !== 'standing';
  const open = stepsFrom(clock.rule, isFromStart ? null : deadline.nextStep, isFromStart);
  const come = open.filter((step) => !isAfter(timeOf(step, clock), now));
  const next = open.find((step) => !come.includes(step)) ?? null;
  const told = (isFromStart ? come.slice(-1) : come).filter(
    (step) => !(step.unlessBooked && isBookedAhead(clock.missingCase, timeOf(step, clock))),
  );
  const isHistory = (step: DeadlineStep) =>
    (run !== 'standing' || because !== null) && hoursBetween(timeOf(step, clock), now) > HISTORY_AFTER_HOURS;
  return {
    deadlines: [{ ...deadline, settledAt: null, nextStep: next && stepAt(next, clock) }],
    steps: told.filter((step) => !isHistory(step)).map((step) => stepDue(step, deadline, timeOf(step, clock), now)),
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

function timeOf({ afterHours }: DeadlineStep, { startsAt, dueAt }: Clock): Instant {
  return afterHours === null ? dueAt : plusHours(startsAt, afterHours);
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
