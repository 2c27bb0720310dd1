import { LONDON, isBefore } from '#domain/time';
import type { Instant, Temporal } from '#domain/time';
import { wholeBetween } from './draws.js';
import type { Random } from './mulberry32.js';

const OPENS = 9;
const CLOSES = 18;

/** An instant some hours, whole or part, later; to the whole minute. */
export function laterBy(at: Instant, hours: number): Instant {
  return at.add({ minutes: Math.round(hours * 60) });
}

export function earlierOf(left: Instant, right: Instant): Instant {
  return isBefore(right, left) ? right : left;
}

/** The instant itself when people are at work in London, else some time the next morning: at most 18 hours later. */
export function inWorkingHours(random: Random, at: Instant): Instant {
  const local = at.toZonedDateTimeISO(LONDON);
  if (local.hour >= OPENS && local.hour < CLOSES) return at;
  const day = local.hour < OPENS ? local : local.add({ days: 1 });
  const minutes = 15 * wholeBetween(random, 0, 11);
  return day.with({ hour: OPENS, minute: 0, second: 0 }).add({ minutes }).toInstant();
}

/** An instant as a provider writes it: `dd/mm/yyyy hh:mm` in London, or ISO with offset, always where an hour is doubled. */
export function writeInstant(at: Instant, times: 'british' | 'iso'): string {
  const local = at.toZonedDateTimeISO(LONDON);
  if (times === 'iso' || isInDoubledHour(local)) {
    return local.toString({ smallestUnit: 'minute', timeZoneName: 'never' });
  }
  return `${writeDay(local.toPlainDate(), times)} ${twoDigits(local.hour)}:${twoDigits(local.minute)}`;
}

/** A calendar day as a provider writes it. */
export function writeDay(day: Temporal.PlainDate, times: 'british' | 'iso'): string {
  if (times === 'iso') return day.toString();
  return `${twoDigits(day.day)}/${twoDigits(day.month)}/${day.year}`;
}

/** Clocks go back at the end of October: the hour from one o'clock then comes twice. */
function isInDoubledHour(local: Temporal.ZonedDateTime): boolean {
  if (local.month !== 10 || local.hour !== 1) return false;
  const plain = local.toPlainDateTime();
  const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) =>
    plain.toZonedDateTime(LONDON, { disambiguation }).toInstant(),
  );
  return earlier !== undefined && later !== undefined && !earlier.equals(later);
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
