import { describe, expect, it } from '@jest/globals';
import { readTypedDay } from './day-field.js';

describe('readTypedDay', () => {
  it.each([
    ['1', '4', '2026', '2026-04-01'],
    [' 01 ', '04', '2026', '2026-04-01'],
    ['29', '2', '2028', '2028-02-29'],
  ])('reads %j %j %j', (day, month, year, expected) =>
    expect(readTypedDay({ day, month, year })?.toString()).toBe(expected),
  );

  it.each([
    ['29', '2', '2026'],
    ['31', '4', '2026'],
    ['0', '4', '2026'],
    ['1', '13', '2026'],
    ['1', '4', '26'],
    ['1', '4', ''],
    ['one', '4', '2026'],
  ])('finds no day in %j %j %j', (day, month, year) => expect(readTypedDay({ day, month, year })).toBe('not-a-day'));

  it('is null when nothing is typed', () => {
    expect(readTypedDay({})).toBeNull();
    expect(readTypedDay({ day: ' ', month: '', year: '' })).toBeNull();
  });
});
