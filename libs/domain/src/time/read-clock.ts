import type { Temporal } from './temporal.js';

export type ClockFault = 'time-not-clear' | 'not-a-date-time';

export type ReadClock =
  | { readonly kind: 'clock'; readonly hour: number; readonly minute: number; readonly second: number }
  | { readonly kind: 'fault'; readonly fault: ClockFault; readonly couldBe: string | null };

const clock = /^(?<hour>\d{1,2}):(?<minute>\d\d)(?::(?<second>\d\d)(?:\.\d{1,9})?)?$/;
const halfDay = /^(?<hour>\d{1,2})(?:[:.]?(?<minute>\d\d))?\s*(?<half>[ap])\.?m\.?$/i;
const withoutColon = /^(?<hour>\d{1,2})(?:[.h]?(?<minute>\d\d))\s*(?:hrs?|h)?$/i;
const looksLikeTime = /^\d{1,2}([:.h]?\d\d){0,2}\s*([ap]\.?m\.?|hrs?|h)?$/i;

/**
 * Reads a time of day as `hh:mm` or `hh:mm:ss`. What looks like a time and is written otherwise (7pm, 0730, 24:00) is a
 * fault that says what it could be: half days and the end of a day are read wrongly too often to be taken.
 */
export function readClock(text: string, day: Temporal.PlainDate): ReadClock {
  const groups = clock.exec(text)?.groups;
  if (groups) {
    const [hour, minute, second] = [Number(groups['hour']), Number(groups['minute']), Number(groups['second'] ?? 0)];
    if (hour <= 23 && minute <= 59 && second <= 59) return { kind: 'clock', hour, minute, second };
    if (hour === 24 && minute === 0 && second === 0) return notClear(`${british(day.add({ days: 1 }))} 00:00`);
    return notClear(null);
  }
  if (!looksLikeTime.test(text)) return { kind: 'fault', fault: 'not-a-date-time', couldBe: null };
  return notClear(suggestion(text, day));
}

function suggestion(text: string, day: Temporal.PlainDate): string | null {
  const half = halfDay.exec(text)?.groups;
  if (half) {
    const hour = Number(half['hour']);
    if (hour < 1 || hour > 12) return null;
    return written(day, (hour % 12) + (half['half']?.toLowerCase() === 'p' ? 12 : 0), Number(half['minute'] ?? 0));
  }
  const bare = withoutColon.exec(text)?.groups;
  return bare ? written(day, Number(bare['hour']), Number(bare['minute'])) : null;
}

function written(day: Temporal.PlainDate, hour: number, minute: number): string | null {
  return hour > 23 || minute > 59 ? null : `${british(day)} ${twoDigits(hour)}:${twoDigits(minute)}`;
}

function notClear(couldBe: string | null): ReadClock {
  return { kind: 'fault', fault: 'time-not-clear', couldBe };
}

/** A day as people here write it. */
export function british(day: Temporal.PlainDate): string {
  return `${twoDigits(day.day)}/${twoDigits(day.month)}/${day.year}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
