import { describe, expect, it } from '@jest/globals';
import { aMissingCase, aMoment, anInstant, anInterview, anOffer } from '../../../../test/builders/index.js';
import { exactly, parseDay, parseInstant, sometimeOn } from '../time/index.js';
import { interviewClock, offerTiming, timingWithin } from './index.js';
import type { Timing } from './index.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Midnight in London by the rule itself: summer time from 1:00 UTC on the last Sunday of March to that of October. */
function midnight(utcMidnight: number): number {
  const year = new Date(utcMidnight).getUTCFullYear();
  const lastSunday = (month: number) => {
    const last = Date.UTC(year, month + 1, 0, 1);
    return last - new Date(last).getUTCDay() * DAY;
  };
  return utcMidnight > lastSunday(2) && utcMidnight <= lastSunday(9) ? utcMidnight - 60 * MINUTE : utcMidnight;
}

/** Every instant at which a day can have its event: the first and the last millisecond of each of its minutes. */
function instantsOf(utcMidnight: number): readonly number[] {
  const [from, to] = [midnight(utcMidnight), midnight(utcMidnight + DAY)];
  return Array.from({ length: (to - from) / MINUTE }, (_, minute) => from + minute * MINUTE).flatMap((at) => [
    at,
    at + MINUTE - 1,
  ]);
}

/** Tries every pair of instants. */
function bruteForce(returned: readonly number[], held: readonly number[]): Timing {
  let [isEverInTime, isEverLate] = [false, false];
  for (const back of returned) {
    for (const began of held) {
      if (began - back <= 3 * DAY) isEverInTime = true;
      else isEverLate = true;
      if (isEverInTime && isEverLate) return 'cannot_tell';
    }
  }
  return isEverInTime ? 'in_time' : 'late';
}

const dayAt = (utcMidnight: number) => sometimeOn(parseDay(new Date(utcMidnight).toISOString().slice(0, 10)));
const minuteAt = (ms: number) => exactly(parseInstant(new Date(ms).toISOString()));
const minutesOf = (utcMidnight: number) => instantsOf(utcMidnight).filter((at) => at % MINUTE === 0);

/** An ordinary day, the days of a clock change, and days whose 72 hours end on one. */
const days = ['2025-10-14', '2025-10-23', '2025-10-26', '2026-03-26', '2026-03-29'];

describe.each(days)('with a return on %s', (written) => {
  const start = Date.parse(`${written}T00:00:00Z`);
  const later = [-1, 0, 1, 2, 3, 4, 5].map((offset) => start + offset * DAY);

  it('and neither time known, says what holds for all times of both days', () => {
    const expected = later.map((day) => bruteForce(instantsOf(start), instantsOf(day)));
    expect(later.map((day) => timingWithin(dayAt(day), dayAt(start), 72))).toEqual(expected);
    expect(new Set(expected)).toEqual(new Set(['in_time', 'cannot_tell', 'late']));
  });

  it('at an unknown time, says of each minute of the interview what holds for all times of the day', () => {
    const returned = instantsOf(start);
    const wrong = later
      .slice(3, 6)
      .flatMap(minutesOf)
      .filter((at) => timingWithin(minuteAt(at), dayAt(start), 72) !== bruteForce(returned, [at]));
    expect(wrong).toEqual([]);
  });

  it('at each minute, says of an interview at an unknown time what holds for all times of its day', () => {
    const wrong = later.slice(3, 6).flatMap((day) => {
      const held = instantsOf(day);
      return minutesOf(start).filter((at) => timingWithin(dayAt(day), minuteAt(at), 72) !== bruteForce([at], held));
    });
    expect(wrong).toEqual([]);
  });
});

describe('interviewClock of a return whose time is not known', () => {
  it.each([
    ['2025-10-17T00:00:00Z', 'not_yet_due'],
    ['2025-10-17T22:59:59.999Z', 'not_yet_due'],
    ['2025-10-17T23:00:00Z', 'missed'],
  ])('at %s is %s: the last moment of 14 October counts', (at, clock) =>
    expect(interviewClock(aMissingCase({ returnedAt: '14/10/2025' }), anInstant(at))).toBe(clock),
  );

  it.each([
    ['17/10/2025 00:00', 'in_time'],
    ['17/10/2025 00:01', 'cannot_tell'],
    ['17/10/2025 23:59', 'cannot_tell'],
    ['18/10/2025 00:00', 'late'],
    ['16/10/2025', 'in_time'],
    ['17/10/2025', 'cannot_tell'],
    ['18/10/2025', 'late'],
  ])('with an interview on %s is %s', (beganAt, clock) => {
    const missingCase = aMissingCase({ returnedAt: '14/10/2025', interviews: [anInterview({ beganAt })] });
    expect(interviewClock(missingCase, anInstant('2025-11-03T09:00:00Z'))).toBe(clock);
  });
});

describe('offerTiming', () => {
  const timing = (...offered: readonly string[]) =>
    offerTiming(
      aMissingCase({ offers: offered.map((offeredAt) => anOffer({ offeredAt })) }),
      aMoment('11/10/2025 09:00'),
    );

  it.each([
    [['14/10/2025 09:00'], 'in_time'],
    [['14/10/2025 09:01'], 'late'],
    [['10/10/2025 09:00'], 'in_time'],
    [['13/10/2025'], 'in_time'],
    [['14/10/2025'], 'cannot_tell'],
    [['15/10/2025'], 'late'],
    [['14/10/2025', '14/10/2025 08:00'], 'in_time'],
    [['14/10/2025', '14/10/2025 10:00'], 'cannot_tell'],
    [['15/10/2025 10:00', '12/10/2025 10:00'], 'in_time'],
    [[], null],
  ])('of offers at %p is %p', (offered, expected) => expect(timing(...offered)).toBe(expected));
});
