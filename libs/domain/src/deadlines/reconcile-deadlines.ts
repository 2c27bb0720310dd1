import type { MissingCase } from '../cases/index.js';
import type { NewId } from '../kernel/index.js';
import type { Instant } from '../time/index.js';
import { deadlineKinds } from './rules-of-kind.js';
import type { Deadline, SetAside } from './deadline.js';
import { follow, openDeadline, untold } from './follow-deadline.js';
import type { Reconciled, Reconciling } from './follow-deadline.js';
import { clockOf, isOverBeforeSeen, isSameClock, shippedContext } from './running-clock.js';
import type { Clock, ClockContext } from './running-clock.js';

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
  const set = context.terms.settings.map(({ kind }) => kind);
  const kinds = new Set([...deadlineKinds, ...set, ...existing.map(({ kind }) => kind)]);
  const results = [...kinds].map((kind) => {
    const ofKind = existing.filter((deadline) => deadline.kind === kind);
    const clock = clockOf(kind, missingCase, context, ofKind.length > 0);
    return reconcileKind(ofKind, clock, { now, because }, newId);
  });
  return {
    deadlines: results.flatMap((result) => result.deadlines),
    steps: results.flatMap((result) => result.steps),
    // Nothing has arrived where reports that were on record are merged or taken apart.
    arrivedOverdue: because === null && results.some((result) => result.arrivedOverdue),
  };
}

/** The clocks of a report that another one leads from now on: none runs, and what they raised stays. */
export function setAsideDeadlines(existing: readonly Deadline[], { now, because }: Reconciling): Reconciled {
  return untold(existing.map((each) => (each.supersededAt === null ? superseded(each, { now, because }) : each)));
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
  const without = untold([...past, ...replaced]);
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

function superseded(deadline: Deadline, { now, because }: Reconciling): Deadline {
  return { ...deadline, supersededAt: now, supersededBecause: because, nextStep: null };
}

function takenUp(deadline: Deadline): Deadline {
  return { ...deadline, supersededAt: null, supersededBecause: null };
}
