import { describe, expect, it } from '@jest/globals';
import { isWorkingDay, parseDay, parseReportingMonth, plusWorkingDays, workingDayOfMonth } from './index.js';

const holidays = new Set(['2025-12-25', '2025-12-26', '2026-01-01']);
const month = (text: string) => parseReportingMonth(text) ?? parseDay('2000-01-01').toPlainYearMonth();

describe('isWorkingDay', () => {
  it.each([
    ['2025-10-31', true],
    ['2025-11-01', false],
    ['2025-11-02', false],
    ['2025-11-03', true],
    ['2025-12-25', false],
  ])('of %s is %s', (day, expected) => expect(isWorkingDay(parseDay(day), holidays)).toBe(expected));
});

describe('workingDayOfMonth', () => {
  it.each([
    ['2025-11', 1, '2025-11-03'],
    ['2025-11', 5, '2025-11-07'],
    ['2025-11', 6, '2025-11-10'],
    ['2025-12', 1, '2025-12-01'],
    ['2026-01', 1, '2026-01-02'],
    ['2026-01', 2, '2026-01-05'],
    ['2025-12', 21, '2025-12-31'],
    ['2025-12', 22, '2026-01-02'],
  ])('in %s the day %i is %s', (text, place, expected) =>
    expect(workingDayOfMonth(month(text), place, holidays).toString()).toBe(expected),
  );
});

describe('plusWorkingDays', () => {
  it.each([
    ['2025-11-07', 0, '2025-11-07'],
    ['2025-11-07', 1, '2025-11-10'],
    ['2025-12-24', 1, '2025-12-29'],
    ['2025-11-08', 5, '2025-11-14'],
  ])('from %s by %i is %s', (from, count, expected) =>
    expect(plusWorkingDays(parseDay(from), count, holidays).toString()).toBe(expected),
  );

  it('counts the days of the working week of an authority', () =>
    expect(plusWorkingDays(parseDay('2025-11-07'), 2, holidays, { firstWeekday: 1, lastWeekday: 6 }).toString()).toBe(
      '2025-11-10',
    ));
});
