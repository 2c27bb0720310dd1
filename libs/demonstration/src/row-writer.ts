import { dayInLondon, isAfter } from '#domain/time';
import type { Instant } from '#domain/time';
import { writeDay, writeInstant } from './local-times.js';

/** Writes the cells of one provider's rows as they stand at the end of the demonstration. */
export interface RowWriter {
  /** Whether it has happened by the end. */
  isPast(at: Instant | null | undefined): at is Instant;
  /** What happened, once it has; else blank. */
  fact(at: Instant | null | undefined, isTimeKnown?: boolean): string;
  /** What is planned, whether or not it lies ahead. */
  plan(at: Instant | null): string;
  readonly times: 'british' | 'iso';
}

export function rowWriter(times: 'british' | 'iso', end: Instant): RowWriter {
  const isPast = (at: Instant | null | undefined): at is Instant =>
    at !== null && at !== undefined && !isAfter(at, end);
  const write = (at: Instant, isTimeKnown: boolean) =>
    isTimeKnown ? writeInstant(at, times) : writeDay(dayInLondon(at), times);
  return {
    times,
    isPast,
    fact: (at, isTimeKnown = true) => (isPast(at) ? write(at, isTimeKnown) : ''),
    plan: (at) => (at === null ? '' : write(at, true)),
  };
}
