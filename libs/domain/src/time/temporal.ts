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

/** Days by whole hours since 1970: London is always some whole hours off UTC, so that an hour never holds two days. */
const dayOfHour = new Map<number, Day>();

/** The calendar day in London on which an instant falls. Files ask for the same few days over and over. */
export function dayInLondon(at: Instant): Day {
  const hour = Math.floor(at.epochMilliseconds / 3_600_000);
  const known = dayOfHour.get(hour);
  if (known) return known;
  if (dayOfHour.size >= MOST_REMEMBERED) dayOfHour.clear();
  const day = at.toZonedDateTimeISO(LONDON).toPlainDate();
  dayOfHour.set(hour, day);
  return day;
}

/** How many days or hours are remembered: two years of hours. */
const MOST_REMEMBERED = 17_520;

const noons = new Map<string, number>();

/** The instant of noon in London on a day, in milliseconds: from three in the morning on, the offset is that of noon. */
export function noonInLondon(day: Day): number {
  const key = day.toString();
  const known = noons.get(key);
  if (known !== undefined) return known;
  if (noons.size >= MOST_REMEMBERED) noons.clear();
  const noon = day.toZonedDateTime({ timeZone: LONDON, plainTime: '12:00' }).epochMilliseconds;
  noons.set(key, noon);
  return noon;
}

/** The instant at which a calendar day begins in London. */
export function startOfDay(day: Day): Instant {
  return day.toZonedDateTime(LONDON).toInstant();
}
