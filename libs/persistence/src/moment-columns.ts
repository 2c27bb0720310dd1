import type { Instant, Moment } from '#domain/time';

export function dateOf(at: Instant): Date {
  return new Date(at.epochMilliseconds);
}

/** A moment takes two columns: when, and whether the time of day is known. */
export function at(moment: Moment | null): Date | null {
  return moment && dateOf(moment.at);
}

export function known(moment: Moment | null): boolean | null {
  return moment && moment.timeKnown;
}
