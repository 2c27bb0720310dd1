import type { MissingCase } from '../../cases/index.js';
import { LONDON, dayOf, hoursBetween } from '../../time/index.js';
import type { Moment } from '../../time/index.js';
import { count } from '../cells.js';
import type { PatternRow, Patterns } from '../mace-report.js';

interface Category {
  readonly key: string;
  readonly label: string;
}

const NOT_KNOWN = 'not_known';
const notKnown: Category = { key: NOT_KNOWN, label: 'Not known' };
const notKnownOrMissing: Category = { key: NOT_KNOWN, label: 'Not known, or not yet returned' };

const weekdays: readonly Category[] = [
  { key: 'monday', label: 'Monday' },
  { key: 'tuesday', label: 'Tuesday' },
  { key: 'wednesday', label: 'Wednesday' },
  { key: 'thursday', label: 'Thursday' },
  { key: 'friday', label: 'Friday' },
  { key: 'saturday', label: 'Saturday' },
  { key: 'sunday', label: 'Sunday' },
];

const hours: readonly Category[] = Array.from({ length: 24 }, (_, hour) => {
  const key = String(hour).padStart(2, '0');
  return { key, label: `${key}:00 to ${key}:59` };
});

/** Elapsed hours away: from the first figure up to but not including the next (domain brief 4.2). */
export const durationBands = [
  { key: '0-6', label: 'Under 6 hours', from: 0, before: 6 },
  { key: '6-24', label: '6 hours to under 1 day', from: 6, before: 24 },
  { key: '24-72', label: '1 day to under 3 days', from: 24, before: 72 },
  { key: '72-192', label: '3 days to under 8 days', from: 72, before: 192 },
  { key: '192-696', label: '8 days to under 29 days', from: 192, before: 696 },
  { key: '696+', label: '29 days or more', from: 696, before: Infinity },
] as const;

/** When children left and came back, and how long they were away. A time that is not known is a category of its own. */
export function buildPatterns(started: readonly MissingCase[]): Patterns {
  const left = started.map(({ episode }) => episode.missingAt);
  const returned = started.map(({ episode }) => episode.returnedAt);
  return {
    weekday: rowsOf([...weekdays, notKnown], left.map(weekdayKey)),
    hour: rowsOf([...hours, notKnown], left.map(hourKey)),
    returnWeekday: rowsOf([...weekdays, notKnownOrMissing], returned.map(weekdayKey)),
    returnHour: rowsOf([...hours, notKnownOrMissing], returned.map(hourKey)),
    duration: rowsOf([...durationBands, notKnownOrMissing], started.map(durationKey)),
  };
}

function rowsOf(categories: readonly Category[], keys: readonly string[]): readonly PatternRow[] {
  return categories
    .map(({ key, label }) => ({ key, label, episodes: keys.filter((each) => each === key).length }))
    .filter(({ episodes }) => episodes > 0)
    .map(({ key, label, episodes }) => ({ key, label, episodes: count(episodes) }));
}

function weekdayKey(moment: Moment | null): string {
  return (moment === null ? undefined : weekdays[dayOf(moment).dayOfWeek - 1]?.key) ?? NOT_KNOWN;
}

/** The hour on the clock in London. */
function hourKey(moment: Moment | null): string {
  if (moment?.timeKnown !== true) return NOT_KNOWN;
  return hours[moment.at.toZonedDateTimeISO(LONDON).hour]?.key ?? NOT_KNOWN;
}

function durationKey({ episode: { missingAt, returnedAt } }: MissingCase): string {
  if (returnedAt === null || !returnedAt.timeKnown || !missingAt.timeKnown) return NOT_KNOWN;
  const away = hoursBetween(missingAt.at, returnedAt.at);
  return durationBands.find(({ from, before }) => away >= from && away < before)?.key ?? NOT_KNOWN;
}
