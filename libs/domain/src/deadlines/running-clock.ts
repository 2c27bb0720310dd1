import type { MissingCase } from '../cases/index.js';
import { hoursBetween, plusHours } from '../time/index.js';
import type { Instant } from '../time/index.js';
import { clockStarts, clockSubjects, settlements } from './clock-facts.js';
import type { ClockFacts } from './clock-facts.js';
import type { DeadlineRule, DeadlineStep } from './clock-rule.js';
import { ruleInForce, shippedTerms } from './clock-settings.js';
import type { ClockTerms } from './clock-settings.js';
import type { DeadlineKind } from './deadline-kind.js';
import { rulesOf } from './rules-of-kind.js';
import type { Deadline } from './deadline.js';
import { dueAt } from './due-at.js';
import { HISTORY_AFTER_HOURS } from './limits.js';

/** What the clocks of a case go by beyond the case itself. */
export interface ClockContext extends Omit<ClockFacts, 'missingCase'> {
  readonly terms: ClockTerms;
}

/** Nothing set, nothing done by the council, and no other episode. */
export const shippedContext: ClockContext = { terms: shippedTerms, councilSteps: new Set(), otherMissingAt: [] };

/** A clock as the facts of a case have it run. */
export interface Clock {
  readonly rule: DeadlineRule;
  readonly missingCase: MissingCase;
  readonly startsAt: Instant;
  readonly dueAt: Instant;
  readonly isSettled: boolean;
}

/** The clock of a kind; null where the facts have none run (yet), or it is not watched. */
export function clockOf(
  kind: DeadlineKind,
  missingCase: MissingCase,
  { terms, ...others }: ClockContext,
  isKnown: boolean,
): Clock | null {
  const facts: ClockFacts = { missingCase, ...others };
  // Another rule of the same kind may count otherwise: never from another fact, for other cases, or to another end.
  const [shape] = rulesOf(kind);
  if (!shape || !clockSubjects[shape.appliesTo](facts, kind)) return null;
  const startsAt = clockStarts[shape.startsWith](facts)?.at;
  if (!startsAt) return null;
  const isSettled = shape.settledBy.some((settlement) => settlements[settlement](facts));
  // Nothing is worked out for a clock that would not be kept: most are settled before they are first seen.
  if (isSettled && !isKnown && !shape.isKeptInAnyCase) return null;
  const rule = ruleInForce(kind, startsAt, missingCase.episode.providerId, terms);
  if (rule === null) return null;
  return { rule, missingCase, startsAt, dueAt: dueAt(rule.allowance, startsAt, terms), isSettled };
}

/** Whether a stored clock is the one that the facts have run. One that stays settled is not made to run out elsewhere. */
export function isSameClock(deadline: Deadline, { rule, startsAt, dueAt, isSettled }: Clock): boolean {
  return (
    deadline.ruleVersion === rule.version &&
    deadline.startsAt.equals(startsAt) &&
    (deadline.dueAt.equals(dueAt) || (isSettled && deadline.settledAt !== null))
  );
}

/** Whether nothing of a clock is left to watch, or to tell anybody, when it is first seen. */
export function isOverBeforeSeen(clock: Clock, now: Instant): boolean {
  const last = clock.rule.steps.at(-1);
  return clock.isSettled || !last || isHistory(timeOf(last, clock), now);
}

/** Whether a step came so long ago that nobody is told of it any more, unless its clock was watched all the while. */
export function isHistory(stepCameAt: Instant, now: Instant): boolean {
  return hoursBetween(stepCameAt, now) > HISTORY_AFTER_HOURS;
}

/** When a step of a clock comes. */
export function timeOf({ afterHours }: DeadlineStep, { startsAt, dueAt }: Clock): Instant {
  return afterHours === null ? dueAt : plusHours(startsAt, afterHours);
}
