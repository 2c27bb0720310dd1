import { LONDON, Temporal, noonInLondon } from './temporal.js';
import { exactly, sometimeOn } from './moment.js';
import type { Moment } from './moment.js';
import { readClock } from './read-clock.js';
import type { ClockFault } from './read-clock.js';
import { readDate } from './read-date.js';
import type { DateFault } from './read-date.js';

export type MomentFault = 'no-such-local-time' | ClockFault | DateFault;

/** Why a text is not taken, and what it could mean where that can be said: a question, never a guess. */
export interface DateTimeFault<Fault> {
  readonly kind: 'fault';
  readonly fault: Fault;
  readonly couldBe: string | null;
}

export type ReadMoment =
  { readonly kind: 'moment'; readonly moment: Moment; readonly isDoubledHour: boolean } | DateTimeFault<MomentFault>;

export type ReadDay = { readonly kind: 'day'; readonly day: Temporal.PlainDate } | DateTimeFault<MomentFault>;

const isoWithOffset =
  /^(?<date>\d{4}-\d\d-\d\d)[T ](?<time>([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?)\s*(?<offset>Z|[+-]\d\d:?\d\d)$/i;

/** Clocks here change in the small hours, at 01:00 UTC: no later local hour is ever skipped or doubled. */
const LAST_HOUR_IN_DOUBT = 2;

/**
 * Reads a date-time of a provider return: ISO 8601 with offset, or a day with or without a time of day in
 * Europe/London; a day alone means that the time is not known. Days are taken in every way of writing that can mean one
 * day only (`readDate`). In the hour that occurs twice in October the first is taken and said so; a local time that does
 * not exist in March is a fault.
 */
export function readMoment(text: string): ReadMoment {
  const trimmed = text.trim();
  const iso = isoWithOffset.exec(trimmed)?.groups;
  if (iso) return readIso(iso['date'] ?? '', iso['time'] ?? '', iso['offset'] ?? '');
  const date = readDate(trimmed);
  if (date.kind === 'fault') return date;
  if (date.rest === '') return { kind: 'moment', moment: sometimeOn(date.day), isDoubledHour: false };
  const clock = readClock(date.rest, date.day);
  return clock.kind === 'fault' ? clock : readLocal(date.day, clock);
}

/** Reads a calendar day that stands alone, in the same ways of writing; null when it is none. */
export function readDay(text: string): Temporal.PlainDate | null {
  const reading = readDayOrFault(text);
  return reading.kind === 'day' ? reading.day : null;
}

/** Reads a calendar day that stands alone, and says why where it is none. */
export function readDayOrFault(text: string): ReadDay {
  const date = readDate(text.trim());
  if (date.kind === 'fault') return date;
  if (date.rest !== '') return { kind: 'fault', fault: 'not-a-date-time', couldBe: null };
  return { kind: 'day', day: date.day };
}

function readIso(date: string, time: string, offset: string): ReadMoment {
  const day = readDate(date);
  if (day.kind === 'fault') return day;
  try {
    const at = Temporal.Instant.from(`${date}T${time}${offset}`);
    return { kind: 'moment', moment: exactly(at), isDoubledHour: false };
  } catch {
    return { kind: 'fault', fault: 'not-a-date-time', couldBe: null };
  }
}

interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

function readLocal(day: Temporal.PlainDate, { hour, minute, second }: Clock): ReadMoment {
  if (hour > LAST_HOUR_IN_DOUBT) {
    const sinceNoon = ((hour - 12) * 3600 + minute * 60 + second) * 1000;
    const at = Temporal.Instant.fromEpochMilliseconds(noonInLondon(day) + sinceNoon);
    return { kind: 'moment', moment: exactly(at), isDoubledHour: false };
  }
  const local = day.toPlainDateTime({ hour, minute, second });
  const earlier = local.toZonedDateTime(LONDON, { disambiguation: 'earlier' });
  const moment = exactly(earlier.toInstant());
  if (earlier.hour !== hour) return { kind: 'fault', fault: 'no-such-local-time', couldBe: null };
  const later = local.toZonedDateTime(LONDON, { disambiguation: 'later' });
  return { kind: 'moment', moment, isDoubledHour: !later.toInstant().equals(moment.at) };
}
