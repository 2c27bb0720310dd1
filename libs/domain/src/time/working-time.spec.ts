import { describe, expect, it } from '@jest/globals';
import { officeHours, parseInstant, plusWorkingHours } from './index.js';
import type { HoursOfWork } from './index.js';

const MINUTE = 60_000;
/** Easter 2025, Christmas 2025 to New Year, and Easter 2026. */
const bankHolidays = new Set([
  ...['2025-04-18', '2025-04-21', '2025-12-25', '2025-12-26', '2026-01-01', '2026-04-03', '2026-04-06'],
]);
const night: HoursOfWork = { firstWeekday: 3, lastWeekday: 7, fromMinute: 0, toMinute: 1440 };
const early: HoursOfWork = { firstWeekday: 5, lastWeekday: 7, fromMinute: 30, toMinute: 135 };

const wall = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  ...{ year: 'numeric', month: '2-digit', day: '2-digit', weekday: 'short', hour: '2-digit', minute: '2-digit' },
  hourCycle: 'h23',
});
const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Whether the minute that begins at an instant is worked, read off the clock on the wall. */
function isWorked(ms: number, { firstWeekday, lastWeekday, fromMinute, toMinute }: HoursOfWork): boolean {
  const parts = new Map(wall.formatToParts(ms).map(({ type, value }) => [type, value]));
  const day = `${parts.get('year') ?? ''}-${parts.get('month') ?? ''}-${parts.get('day') ?? ''}`;
  const minute = Number(parts.get('hour')) * 60 + Number(parts.get('minute'));
  const weekday = names.indexOf(parts.get('weekday') ?? '') + 1;
  return (
    weekday >= firstWeekday &&
    weekday <= lastWeekday &&
    !bankHolidays.has(day) &&
    minute >= fromMinute &&
    minute < toMinute
  );
}

/** Walks minute by minute and counts those that are worked: when the last of `hours` is over. */
function walk(start: string, hours: readonly number[], hoursOfWork: HoursOfWork): readonly string[] {
  const ends = new Map<number, number>();
  let [at, worked] = [Date.parse(start), 0];
  while (ends.size < hours.length) {
    if (isWorked(at, hoursOfWork)) worked += 1;
    at += MINUTE;
    for (const hour of hours) if (worked === hour * 60 && !ends.has(hour)) ends.set(hour, at);
  }
  return hours.map((hour) => new Date(ends.get(hour) ?? Number.NaN).toISOString());
}

const starts = [
  ...['2025-10-25T22:17:00Z', '2025-10-26T00:30:00Z', '2025-10-26T01:30:00Z', '2025-10-24T15:59:00Z'],
  ...['2026-03-28T23:17:00Z', '2026-03-29T00:59:00Z', '2026-03-29T01:00:00Z', '2026-03-27T16:59:00Z'],
  ...['2025-12-24T13:00:00Z', '2025-12-24T13:01:00Z', '2025-12-25T12:00:00Z', '2025-12-31T16:00:00Z'],
  ...['2025-04-17T12:30:00Z', '2025-04-18T08:00:00Z', '2026-04-02T08:00:00Z', '2026-04-06T16:00:00Z'],
];

describe('plusWorkingHours', () => {
  it.each([
    ['nine to five, Monday to Friday', officeHours],
    ['all day and night on some days', night],
    ['from half past midnight to a quarter past two', early],
  ])('ends where a walk over every minute ends: %s', (_words, hoursOfWork) => {
    const hours = [0.5, 1, 4, 7.75, 8, 9, 16];
    for (const start of starts) {
      const ends = hours.map((each) => plusWorkingHours(parseInstant(start), each, hoursOfWork, bankHolidays));
      expect(ends.map((end) => new Date(end.epochMilliseconds).toISOString())).toEqual(walk(start, hours, hoursOfWork));
    }
  });

  it.each([
    ['from one o’clock to five', '2025-10-13T12:00:00Z', 4, '2025-10-13T16:00:00Z'],
    ['into the next working day', '2025-10-13T12:00:01Z', 4, '2025-10-14T08:00:01Z'],
    ['from Friday evening to Monday at one', '2025-10-10T18:00:00Z', 4, '2025-10-13T12:00:00Z'],
    ['over the October change', '2025-10-24T15:00:00Z', 4, '2025-10-27T12:00:00Z'],
    ['over Christmas', '2025-12-24T16:00:00Z', 4, '2025-12-29T12:00:00Z'],
    ['nothing', '2025-10-11T12:00:00Z', 0, '2025-10-11T12:00:00Z'],
  ])('counts %s', (_words, start, hours, end) =>
    expect(plusWorkingHours(parseInstant(start), hours, officeHours, bankHolidays).toString()).toBe(end),
  );
});
