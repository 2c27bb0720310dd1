import { Temporal } from 'temporal-polyfill';

export { Temporal };

/** A moment in time, to the nanosecond, without a time zone. */
export type Instant = Temporal.Instant;
/** A calendar day without a time. */
export type Day = Temporal.PlainDate;

/** The one zone in which people read and write times here. It never enters arithmetic on elapsed hours. */
export const LONDON = 'Europe/London';

export function isAfter(left: Instant, right: Instant): boolean {
  return Temporal.Instant.compare(left, right) > 0;
}

export function isBefore(left: Instant, right: Instant): boolean {
  return Temporal.Instant.compare(left, right) < 0;
}

export function plusHours(at: Instant, hours: number): Instant {
  return at.add({ hours });
}

/** Whole and part hours from one instant to a later one; negative when it is earlier. */
export function hoursBetween(from: Instant, to: Instant): number {
  return (to.epochMilliseconds - from.epochMilliseconds) / 3_600_000;
}

export function parseInstant(text: string): Instant {
  return Temporal.Instant.from(text);
}

export function instantOf(date: Date): Instant {
  return Temporal.Instant.fromEpochMilliseconds(date.getTime());
}

export function parseDay(text: string): Day {
  return Temporal.PlainDate.from(text);
}

/** The calendar day in London on which an instant falls. */
export function dayInLondon(at: Instant): Day {
  return at.toZonedDateTimeISO(LONDON).toPlainDate();
}

/** The instant at which a calendar day begins in London. */
export function startOfDay(day: Day): Instant {
  return day.toZonedDateTime(LONDON).toInstant();
}
