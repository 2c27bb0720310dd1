import { Temporal } from './temporal.js';
import { british } from './read-clock.js';

export type DateFault =
  | 'not-a-date-time'
  | 'no-such-day'
  /** The year has two figures, so the century would be a guess. */
  | 'two-digit-year'
  /** The second part cannot be a month and the first one can: the month was written first. */
  | 'month-first'
  /** Written with hyphens or full stops, and readable as two different days. */
  | 'either-order'
  /** The number in which a spreadsheet keeps a date: there are two ways of counting. */
  | 'serial-number';

/** A day, with what followed it in the text. */
export type ReadDate =
  | { readonly kind: 'day'; readonly day: Temporal.PlainDate; readonly rest: string }
  | { readonly kind: 'fault'; readonly fault: DateFault; readonly couldBe: string | null };

const figures =
  /^(?<first>\d{1,2})(?<mark>[/.-])(?<second>\d{1,2})\k<mark>(?<year>\d{4}|\d{2})(?!\d)(?:[ ,T]+(?<rest>.+))?$/;
const yearFirst = /^(?<year>\d{4})(?<mark>[/-])(?<month>\d{1,2})\k<mark>(?<day>\d{1,2})(?:[T ,]+(?<rest>.+))?$/i;
const months = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const weekday = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[\s,]+/i;
const monthInWords = `(?<month>${months})[a-z]*\\.?`;
const named = new RegExp(
  `^(?<day>\\d{1,2})(?:st|nd|rd|th)?[\\s-]*${monthInWords}[\\s,-]*(?<year>\\d{4}|\\d{2})(?!\\d)(?:[ ,T]+(?<rest>.+))?$`,
  'i',
);
const namedMonthFirst = new RegExp(
  `^${monthInWords}[\\s-]*(?<day>\\d{1,2})(?:st|nd|rd|th)?[\\s,-]+(?<year>\\d{4}|\\d{2})(?!\\d)(?:[ ,T]+(?<rest>.+))?$`,
  'i',
);
const serial = /^\d{5}(?:\.\d+)?$/;
const monthNames =
  /^(?:january|february|march|april|may|june|july|august|september|october|november|december|sept)$|^[a-z]{3}$/i;

/**
 * Reads the day at the start of a text where it can mean one day only: `dd/mm/yyyy`, which the format lays down;
 * `yyyy-mm-dd` and `yyyy/mm/dd`; the month as a word. With hyphens or full stops (10-03-2025) the order is nobody's
 * rule, so such a day is taken only when it reads the same both ways or one of them is no day.
 */
export function readDate(text: string): ReadDate {
  const inFigures = figures.exec(text)?.groups;
  if (inFigures) return readFigures(inFigures);
  const iso = yearFirst.exec(text)?.groups;
  if (iso) return dayOrFault(Number(iso['year']), Number(iso['month']), Number(iso['day']), iso['rest']);
  if (serial.test(text)) return readSerial(Number(text));
  return readNamed(text.replace(weekday, ''));
}

function readFigures(groups: Record<string, string | undefined>): ReadDate {
  const [first, second] = [Number(groups['first']), Number(groups['second'])];
  const written = groups['year'] ?? '';
  const { rest, mark } = groups;
  if (written.length === 2) return fault('two-digit-year', null);
  const year = Number(written);
  if (second > 12 && first <= 12) {
    const swapped = dayOf(year, first, second);
    return swapped ? fault('month-first', british(swapped)) : fault('no-such-day', null);
  }
  if (mark !== '/' && first <= 12 && second <= 12 && first !== second) {
    const [one, other] = [dayOf(year, second, first), dayOf(year, first, second)];
    if (one && other) return fault('either-order', `${british(one)} or ${british(other)}`);
  }
  return dayOrFault(year, second, first, rest);
}

function readNamed(text: string): ReadDate {
  const groups = (named.exec(text) ?? namedMonthFirst.exec(text))?.groups;
  const word = /[a-z]{3,}/i.exec(text)?.[0] ?? '';
  if (!groups || !monthNames.test(word)) return fault('not-a-date-time', null);
  if (groups['year']?.length === 2) return fault('two-digit-year', null);
  const month = months.split('|').indexOf((groups['month'] ?? '').toLowerCase()) + 1;
  return dayOrFault(Number(groups['year']), month, Number(groups['day']), groups['rest']);
}

/** The days of 1900 are counted from 1, with a 29 February that never was; those of 1904 from 0. */
function readSerial(number: number): ReadDate {
  const days = Math.trunc(number);
  const minutes = Math.round((number - days) * 1440);
  const time = minutes === 0 ? '' : ` ${clockOf(minutes)}`;
  const since = (year: number, month: number, day: number) =>
    `${british(Temporal.PlainDate.from({ year, month, day }).add({ days }))}${time}`;
  return fault('serial-number', `${since(1899, 12, 30)}, or ${since(1904, 1, 1)} in a workbook that counts from 1904`);
}

function clockOf(minutes: number): string {
  const within = minutes % 1440;
  return [Math.trunc(within / 60), within % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

function dayOrFault(year: number, month: number, day: number, rest: string | undefined): ReadDate {
  const found = dayOf(year, month, day);
  return found ? { kind: 'day', day: found, rest: (rest ?? '').trim() } : fault('no-such-day', null);
}

/** Days that were read, by their figures: a file speaks of the same few over and over. */
const days = new Map<number, Temporal.PlainDate | null>();
const MOST_REMEMBERED = 20_000;

function dayOf(year: number, month: number, day: number): Temporal.PlainDate | null {
  if (year < 1900 || year > 2199) return null;
  const key = (year * 100 + month) * 100 + day;
  const known = days.get(key);
  if (known !== undefined) return known;
  if (days.size >= MOST_REMEMBERED) days.clear();
  const found = existingDay(year, month, day);
  days.set(key, found);
  return found;
}

function existingDay(year: number, month: number, day: number): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return null;
  }
}

function fault(kind: DateFault, couldBe: string | null): ReadDate {
  return { kind: 'fault', fault: kind, couldBe };
}
