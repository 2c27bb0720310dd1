import { LONDON, Temporal, hoursBetween, isBefore, periodOfMonths, reportingMonthOf } from '#domain/time';
import type { Instant, ReportingMonth } from '#domain/time';
import type { DemonstrationOptions } from './demonstration-options.js';
import { between, pickWeighted, wholeBetween } from './draws.js';
import type { Weighted } from './draws.js';
import { mulberry32, seedOf } from './mulberry32.js';
import type { Random } from './mulberry32.js';
import { laterBy } from './local-times.js';

const EPISODES_A_MONTH = 118;

/** By month, January first: more in the lighter half of the year. */
const seasons = [0.94, 0.95, 1, 1.02, 1.06, 1.08, 1.07, 1.02, 1.02, 1, 0.96, 0.88];
/** By day of the week, Monday first. */
const weekdays = [1, 0.98, 1, 1.02, 1.2, 1.28, 1.14];
/** By hour of leaving in London, midnight first: most leave in the evening. */
const hours: Weighted<number> = [
  4, 3, 2, 1, 0.6, 0.5, 0.7, 1.5, 3, 3, 2.5, 2.5, 3, 3, 4, 6, 7, 8, 9, 10, 11, 11, 9, 7,
].map((weight, hour) => [hour, weight]);

/** The instants at which children leave, by month and oldest first, up to the end of the demonstration. */
export function drawStarts(
  random: Random,
  options: DemonstrationOptions,
  first: ReportingMonth,
): readonly (readonly Instant[])[] {
  return monthsBetween(first, reportingMonthOf(options.at)).map((month) => startsOfMonth(random, month, options));
}

/** The months from the first to the last, both included. */
export function monthsBetween(first: ReportingMonth, last: ReportingMonth): readonly ReportingMonth[] {
  const months: ReportingMonth[] = [];
  for (let month = first; Temporal.PlainYearMonth.compare(month, last) <= 0; month = month.add({ months: 1 })) {
    months.push(month);
  }
  return months;
}

function startsOfMonth(random: Random, month: ReportingMonth, options: DemonstrationOptions): readonly Instant[] {
  const { from, to } = periodOfMonths(month, month);
  const elapsed = Math.min(1, hoursBetween(from, options.at) / hoursBetween(from, to));
  const expected = EPISODES_A_MONTH * sizeOf(options) * (seasons[month.month - 1] ?? 1) * elapsed;
  const count = Math.round(expected * between(random, 0.94, 1.06));
  const before = laterBy(options.at, -0.5);
  const days = daysOf(month);
  const drawn = Array.from({ length: count }, () => drawStart(random, days));
  return drawn
    .map((start) => redrawUntilBefore(random, start, days, before))
    .filter((start) => isBefore(start, before))
    .sort((left, right) => Temporal.Instant.compare(left, right));
}

/** Sutton is the measure; a further authority is somewhat larger or smaller, the same in every month. */
function sizeOf({ authorityIndex, authority, seed }: DemonstrationOptions): number {
  return authorityIndex === 0 ? 1 : between(mulberry32(seedOf(seed, authority.code, 'size')), 0.75, 1.25);
}

function daysOf(month: ReportingMonth): Weighted<Temporal.PlainDate> {
  return Array.from({ length: month.daysInMonth }, (_, index) => {
    const day = month.toPlainDate({ day: index + 1 });
    return [day, weekdays[day.dayOfWeek - 1] ?? 1];
  });
}

function drawStart(random: Random, days: Weighted<Temporal.PlainDate>): Instant {
  const time = { hour: pickWeighted(random, hours), minute: 5 * wholeBetween(random, 0, 11) };
  return pickWeighted(random, days).toPlainDateTime(time).toZonedDateTime(LONDON).toInstant();
}

function redrawUntilBefore(
  random: Random,
  start: Instant,
  days: Weighted<Temporal.PlainDate>,
  before: Instant,
): Instant {
  let drawn = start;
  for (let attempt = 0; attempt < 200 && !isBefore(drawn, before); attempt += 1) drawn = drawStart(random, days);
  return drawn;
}
