import { describe, expect, it } from '@jest/globals';
import {
  hoursBetween,
  isWithin,
  parseInstant,
  parseReportingMonth,
  periodOfMonths,
  reportingMonthOf,
} from './index.js';
import type { Period } from './index.js';

function periodOf(first: string, last = first): Period {
  const [from, to] = [parseReportingMonth(first), parseReportingMonth(last)];
  if (!from || !to) throw new Error('A test names no month.');
  return periodOfMonths(from, to);
}

describe('parseReportingMonth', () => {
  it.each(['2000-01', '2025-10', '2100-12'])('reads %s', (text) =>
    expect(parseReportingMonth(text)?.toString()).toBe(text),
  );

  it.each(['', '2025', '2025-00', '2025-13', '25-10', '2025-1', '1999-12', '2101-01', '2025-10-01', '10/2025'])(
    'is null for "%s"',
    (text) => expect(parseReportingMonth(text)).toBeNull(),
  );
});

describe('reportingMonthOf', () => {
  it.each([
    ['2025-09-30T22:59:59Z', '2025-09'],
    ['2025-09-30T23:00:00Z', '2025-10'],
    ['2025-10-31T23:59:59Z', '2025-10'],
    ['2025-11-01T00:00:00Z', '2025-11'],
    ['2025-12-31T23:59:59Z', '2025-12'],
  ])('puts %s in the month of its day in London, %s', (at, month) =>
    expect(reportingMonthOf(parseInstant(at)).toString()).toBe(month),
  );
});

describe('periodOfMonths', () => {
  it.each([
    ['2025-10', '2025-09-30T23:00:00Z', '2025-11-01T00:00:00Z', 31 * 24 + 1],
    ['2025-03', '2025-03-01T00:00:00Z', '2025-03-31T23:00:00Z', 31 * 24 - 1],
    ['2024-02', '2024-02-01T00:00:00Z', '2024-03-01T00:00:00Z', 29 * 24],
    ['2025-12', '2025-12-01T00:00:00Z', '2026-01-01T00:00:00Z', 31 * 24],
  ])('runs %s from midnight to midnight in London', (month, from, to, hours) => {
    const period = periodOf(month);
    expect([period.from.toString(), period.to.toString()]).toEqual([from, to]);
    expect(hoursBetween(period.from, period.to)).toBe(hours);
  });

  it('takes in the last of several months', () => {
    expect(periodOf('2025-11', '2026-01').to.toString()).toBe('2026-02-01T00:00:00Z');
  });

  it('begins one month where the one before ends', () => {
    expect(periodOf('2025-10').to.equals(periodOf('2025-11').from)).toBe(true);
  });
});

describe('isWithin', () => {
  it.each([
    ['2025-09-30T22:59:59.999Z', false],
    ['2025-09-30T23:00:00Z', true],
    ['2025-10-31T23:59:59.999Z', true],
    ['2025-11-01T00:00:00Z', false],
  ])('of October 2025 and %s is %p', (at, expected) =>
    expect(isWithin(parseInstant(at), periodOf('2025-10'))).toBe(expected),
  );
});
