import { Temporal, dayInLondon, startOfDay } from './temporal.js';
import type { Day, Instant } from './temporal.js';

/**
 * When something happened, and whether its time of day is known. With an unknown time `at` is the start of the
 * day in London: the earliest it can have been. A time not known is a fact of its own and is never filled in.
 */
export interface Moment {
  readonly at: Instant;
  readonly timeKnown: boolean;
}

/** All instants a moment can have been: exactly `from` when the time is known, else any in [from, before). */
export type Span =
  | { readonly exact: true; readonly from: Instant }
  | { readonly exact: false; readonly from: Instant; readonly before: Instant };

export function exactly(at: Instant): Moment {
  return { at, timeKnown: true };
}

export function sometimeOn(day: Day): Moment {
  return { at: startOfDay(day), timeKnown: false };
}

export function dayOf(moment: Moment): Day {
  return dayInLondon(moment.at);
}

export function spanOf(moment: Moment): Span {
  if (moment.timeKnown) return { exact: true, from: moment.at };
  return { exact: false, from: moment.at, before: startOfDay(dayOf(moment).add({ days: 1 })) };
}

/** Whether `left` lies after `right` whatever their unknown times were. */
export function isSurelyAfter(left: Moment, right: Moment): boolean {
  const [l, r] = [spanOf(left), spanOf(right)];
  return Temporal.Instant.compare(l.from, r.exact ? r.from : r.before) > (r.exact ? 0 : -1);
}

export function compareMoments(left: Moment, right: Moment): number {
  return Temporal.Instant.compare(left.at, right.at);
}
