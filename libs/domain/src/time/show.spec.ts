import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anInstant } from '../../../../test/builders/index.js';
import {
  exactly,
  parseDay,
  plusHours,
  readMoment,
  showDay,
  showInstant,
  showMinutes,
  showMoment,
  showTime,
  showWeekday,
  sometimeOn,
} from './index.js';

const months = 'January February March April May June July August September October November December'.split(' ');

/** Types what is shown, as a person would who copies it into a provider return. */
function typed(shown: string): string {
  const [, day = '', month = '', year = '', time = ''] = /^\w+ (\d+) (\w+) (\d{4}), (\d\d:\d\d)$/.exec(shown) ?? [];
  return `${day}/${months.indexOf(month) + 1}/${year} ${time}`;
}

describe('showInstant', () => {
  it.each([
    ['2025-11-03T09:00:00Z', 'Monday 3 November 2025, 09:00'],
    ['2025-10-01T20:00:00Z', 'Wednesday 1 October 2025, 21:00'],
    ['2025-10-01T23:00:00Z', 'Thursday 2 October 2025, 00:00'],
    ['2025-12-31T23:59:59Z', 'Wednesday 31 December 2025, 23:59'],
  ])('shows %s with its day in London', (at, shown) => expect(showInstant(anInstant(at))).toBe(shown));

  it('can be typed back, except in the second run of the doubled hour, which reads as the first', () => {
    const minutesOf2020To2030 = fc.integer({ min: 26_297_280, max: 31_556_160 });
    fc.assert(
      fc.property(minutesOf2020To2030, (minute) => {
        const at = anInstant('1970-01-01T00:00:00Z').add({ minutes: minute });
        const reading = readMoment(typed(showInstant(at)));
        if (reading.kind === 'fault') return false;
        return reading.moment.at.equals(at) || (reading.isDoubledHour && plusHours(reading.moment.at, 1).equals(at));
      }),
      { numRuns: 1500 },
    );
  });

  it.each(['2025-03-30', '2025-10-26'])('can be typed back in every minute of %s', (day) => {
    const start = anInstant(`${day}T00:00:00Z`);
    for (let minute = 0; minute < 24 * 60; minute++) {
      const at = start.add({ minutes: minute });
      const isSecondRun = day === '2025-10-26' && minute >= 60 && minute < 120;
      expect(readMoment(typed(showInstant(at)))).toMatchObject({
        kind: 'moment',
        isDoubledHour: day === '2025-10-26' && minute < 120,
        moment: { at: isSecondRun ? plusHours(at, -1) : at, timeKnown: true },
      });
    }
  });
});

describe('showDay', () => {
  it.each([
    ['2010-03-14', '14 March 2010'],
    ['1970-07-01', '1 July 1970'],
    ['2028-02-29', '29 February 2028'],
  ])('shows %s as %s', (day, shown) => expect(showDay(parseDay(day))).toBe(shown));
});

describe('showWeekday and showTime', () => {
  it('are the two halves of an instant', () => {
    const at = anInstant('2025-10-01T23:00:00Z');
    expect(`${showWeekday(at)}, ${showTime(at)}`).toBe('Thursday 2 October 2025, 00:00');
    expect(showInstant(at)).toBe('Thursday 2 October 2025, 00:00');
  });
});

describe('showMoment', () => {
  it('says when the time of day is not known', () => {
    expect(showMoment(sometimeOn(parseDay('2025-10-26')))).toBe('Sunday 26 October 2025, time not known');
    expect(showMoment(exactly(anInstant('2025-10-26T00:30:00Z')))).toBe('Sunday 26 October 2025, 01:30');
  });
});

describe('showMinutes', () => {
  it.each([
    [0, '0 h 0 min'],
    [59, '0 h 59 min'],
    [60, '1 h 0 min'],
    [320, '5 h 20 min'],
    [-320, '5 h 20 min'],
    [4320, '72 h 0 min'],
  ])('shows %d minutes as %s', (minutes, shown) => expect(showMinutes(minutes)).toBe(shown));
});
