import { completedInterviews, reasonNotRequired } from '../cases/index.js';
import type { MissingCase } from '../cases/index.js';
import { missingEpisode } from '../episodes/index.js';
import { firstValidOffer } from '../interviews/index.js';
import type { NewId } from '../kernel/index.js';
import { hoursBetween, isAfter, plusHours, spanOf } from '../time/index.js';
import type { Instant } from '../time/index.js';
import { HISTORY_AFTER_HOURS, LATE_AFTER_MINUTES, deadlineRules } from './deadline-rules.js';
import type { DeadlineRule, DeadlineStep } from './deadline-rules.js';
import type { Deadline } from './deadline.js';
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

/**
 * Makes the deadlines of a case say what its facts say, at `now`: opens, settles, supersedes, and names the steps that
 * have come. Doing it again with the same facts and the same `now` changes nothing and names no step.
 */
export function reconcileDeadlines(
  missingCase: MissingCase,
  existing: readonly Deadline[],
  now: Instant,
  newId: NewId,
): Reconciled {
  const results = deadlineRules.map((rule) => reconcileRule(rule, missingCase, existing, now, newId));
  return {
    deadlines: results.flatMap((result) => result.deadlines),
    steps: results.flatMap((result) => result.steps),
    arrivedOverdue: results.some((result) => result.arrivedOverdue),
  };
}

function reconcileRule(
  rule: DeadlineRule,
  missingCase: MissingCase,
  existing: readonly Deadline[],
  now: Instant,
  newId: NewId,
): Reconciled {
  const ofKind = existing.filter((deadline) => deadline.kind === rule.kind);
  const past = ofKind.filter((deadline) => deadline.supersededAt !== null);
  const current = ofKind.find((deadline) => deadline.supersededAt === null) ?? null;
  const startsAt = clockStart(missingCase);
  const stands =
    current !== null && startsAt !== null && current.startsAt.equals(startsAt) && current.ruleVersion === rule.version;
  const superseded = current !== null && !stands ? [{ ...current, supersededAt: now, nextStep: null }] : [];
  if (startsAt === null) return { deadlines: [...past, ...superseded], steps: [], arrivedOverdue: false };
  const deadline: Deadline = stands ? current : openDeadline(rule, missingCase, startsAt, newId);
  const followed = follow(rule, missingCase, deadline, now, !stands);
  return { ...followed, deadlines: [...past, ...superseded, ...followed.deadlines] };
}

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
    nextStep: first ? stepAt(first, startsAt) : null,
  };
}

function follow(
  rule: DeadlineRule,
  missingCase: MissingCase,
  deadline: Deadline,
  now: Instant,
  isNew: boolean,
): Reconciled {
  if (isSettled(rule, missingCase)) {
    return {
      deadlines: [{ ...deadline, settledAt: deadline.settledAt ?? now, nextStep: null }],
      steps: [],
      arrivedOverdue: false,
    };
  }
  const reopened = deadline.settledAt !== null;
  const open = stepsFrom(rule, reopened ? null : deadline.nextStep, isNew || reopened);
  const come = open.filter((step) => !isAfter(plusHours(deadline.startsAt, step.afterHours), now));
  const next = open.find((step) => !come.includes(step)) ?? null;
  const told = (isNew || reopened ? come.slice(-1) : come).filter(
    (step) => !(step.unlessBooked && isBookedAhead(missingCase, plusHours(deadline.startsAt, step.afterHours))),
  );
  const isHistory = (step: DeadlineStep) =>
    isNew && hoursBetween(plusHours(deadline.startsAt, step.afterHours), now) > HISTORY_AFTER_HOURS;
  return {
    deadlines: [{ ...deadline, settledAt: null, nextStep: next && stepAt(next, deadline.startsAt) }],
    steps: told.filter((step) => !isHistory(step)).map((step) => stepDue(step, deadline, now)),
    arrivedOverdue: told.some(isHistory),
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
