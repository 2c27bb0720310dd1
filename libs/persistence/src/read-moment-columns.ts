import { instantOf } from '#domain/time';
import type { Instant, Moment } from '#domain/time';

/** A moment takes two columns: the instant, and whether its time of day is known. */
export type At = Date | null;
export type Known = boolean | null;

export function moment(at: Date, timeKnown: boolean): Moment {
  return { at: instantOf(at), timeKnown };
}

export function momentOrNull(at: At, timeKnown: Known): Moment | null {
  return at && timeKnown !== null ? moment(at, timeKnown) : null;
}

export function instantOrNull(at: At): Instant | null {
  return at && instantOf(at);
}
