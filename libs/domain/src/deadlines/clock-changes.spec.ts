import { describe, expect, it } from '@jest/globals';
import { aMissingCase, anInstant, anInterview } from '../../../../test/builders/index.js';
import { exactly, parseInstant, plusHours, readMoment } from '../time/index.js';
import type { Instant } from '../time/index.js';
import { earliestDueAt, interviewClock, isDueBy, latestDueAt, timingWithin } from './index.js';

const MINUTE = 60_000;
const HOURS_72 = 72 * 60 * MINUTE;

/** The last Sundays of March and October with the hours that they have. */
const changes = [
  ['30/03/2025', '2025-03-30T00:00:00Z', 23],
  ['26/10/2025', '2025-10-25T23:00:00Z', 25],
  ['29/03/2026', '2026-03-29T00:00:00Z', 23],
  ['25/10/2026', '2026-10-24T23:00:00Z', 25],
  ['28/03/2027', '2027-03-28T00:00:00Z', 23],
  ['31/10/2027', '2027-10-30T23:00:00Z', 25],
] as const;

const wallClock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function minutesOf(start: string, hours: number): readonly Instant[] {
  return Array.from({ length: hours * 60 }, (_, minute) => parseInstant(start).add({ minutes: minute }));
}

/** What is wrong with the clock of a child who returned at an instant; empty when nothing is. */
function faultsOf(returnedAt: Instant): readonly string[] {
  const returned = exactly(returnedAt);
  const due = returnedAt.epochMilliseconds + HOURS_72;
  const timingAt = (ms: number) => timingWithin(exactly(returnedAt.add({ milliseconds: HOURS_72 + ms })), returned, 72);
  const holds = {
    'due 72 hours later': earliestDueAt(returned, 72).epochMilliseconds === due,
    'the same at the latest': latestDueAt(returned, 72).epochMilliseconds === due,
    'in time a second before': timingAt(-1000) === 'in_time',
    'in time when due': timingAt(0) === 'in_time',
    'late a millisecond after': timingAt(1) === 'late',
    'late a second after': timingAt(1000) === 'late',
    'over when due': isDueBy(returned, returnedAt.add({ milliseconds: HOURS_72 })),
    'not over a millisecond before': !isDueBy(returned, returnedAt.add({ milliseconds: HOURS_72 - 1 })),
  };
  return Object.entries(holds).flatMap(([law, isSo]) => (isSo ? [] : [`${returnedAt.toString()}: ${law}`]));
}

describe.each(changes)('a return on %s', (day, start, hours) => {
  const minutes = minutesOf(start, hours);

  it(`is due 72 elapsed hours later in each of its ${hours * 60} minutes`, () => {
    expect(minutes.flatMap(faultsOf)).toEqual([]);
  });

  it('is the same when its local time is typed, wherever that exists', () => {
    const firstOf = new Map<string, Instant>();
    for (const at of minutes) {
      const label = wallClock.format(at.epochMilliseconds);
      if (!firstOf.has(label)) firstOf.set(label, at);
    }
    const wrong = Array.from({ length: 24 * 60 }, (_, minute) => {
      const label = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
      const [reading, expected] = [readMoment(`${day} ${label}`), firstOf.get(label)];
      if (expected === undefined)
        return reading.kind === 'fault' && reading.fault === 'no-such-local-time' ? [] : label;
      const isDoubled = hours === 25 && label >= '01:00' && label < '02:00';
      if (reading.kind === 'fault' || reading.isDoubledHour !== isDoubled) return label;
      return reading.moment.at.equals(expected) && reading.moment.timeKnown ? [] : label;
    }).flat();
    expect(wrong).toEqual([]);
    expect(firstOf.size).toBe(hours === 23 ? 23 * 60 : 24 * 60);
  });
});

describe('interviewClock over a clock change', () => {
  it.each([
    [
      'the change of October: due an hour earlier by the clock on the wall',
      '24/10/2025 10:00',
      '27/10/2025 09:00',
      '27/10/2025 09:01',
    ],
    [
      'the change of March: due an hour later by the clock on the wall',
      '28/03/2025 10:00',
      '31/03/2025 11:00',
      '31/03/2025 11:01',
    ],
    ['no change', '07/11/2025 10:00', '10/11/2025 10:00', '10/11/2025 10:01'],
    ['a return in the first run of the doubled hour', '26/10/2025 01:30', '29/10/2025 00:30', '29/10/2025 00:31'],
    [
      'a return in the second run of the doubled hour',
      '2025-10-26T01:30:00+00:00',
      '29/10/2025 01:30',
      '29/10/2025 01:31',
    ],
    [
      'an interview due in the second run',
      '23/10/2025 02:30',
      '2025-10-26T01:30:00+00:00',
      '2025-10-26T01:31:00+00:00',
    ],
    ['bank holidays of Christmas', '24/12/2025 18:00', '27/12/2025 18:00', '27/12/2025 18:01'],
  ])('runs through %s', (_words, returnedAt, lastMinute, tooLate) => {
    const clock = (beganAt: string) => {
      const missingCase = aMissingCase({ missingAt: '01/03/2025', returnedAt, interviews: [anInterview({ beganAt })] });
      return interviewClock(missingCase, anInstant('2026-01-01T00:00:00Z'));
    };
    expect([clock(lastMinute), clock(tooLate)]).toEqual(['in_time', 'late']);
  });

  it('turns to missed exactly 72 hours after the return, not before', () => {
    const missingCase = aMissingCase({ returnedAt: '24/10/2025 10:00' });
    const due = plusHours(anInstant('2025-10-24T09:00:00Z'), 72);
    expect(interviewClock(missingCase, due.subtract({ milliseconds: 1 }))).toBe('not_yet_due');
    expect(interviewClock(missingCase, due)).toBe('missed');
  });
});
