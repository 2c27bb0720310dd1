import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anInstant } from '../../../../test/builders/index.js';
import { LONDON } from '../time/index.js';
import { defaultQuietHours, holdUntil, stepsThatPass } from './index.js';

const held = (at: string, quiet: Parameters<typeof holdUntil>[2] = defaultQuietHours) =>
  holdUntil('missed_24', anInstant(at), quiet)?.toString() ?? null;

describe('holdUntil', () => {
  it.each([
    ['one second before the evening', '2026-11-23T19:59:59Z', null],
    ['from the evening on', '2026-11-23T20:00:00Z', '2026-11-24T07:00:00Z'],
    ['after midnight', '2026-11-24T03:00:00Z', '2026-11-24T07:00:00Z'],
    ['one second before the morning', '2026-11-24T06:59:59Z', '2026-11-24T07:00:00Z'],
    ['at the end itself', '2026-11-24T07:00:00Z', null],
    ['in summer, by the clock of London', '2026-07-01T19:00:00Z', '2026-07-02T06:00:00Z'],
    ['over the night in which clocks go forward', '2026-03-28T22:00:00Z', '2026-03-29T06:00:00Z'],
    ['over the night in which clocks go back', '2026-10-24T22:00:00Z', '2026-10-25T07:00:00Z'],
    ['at the turn of the year', '2026-12-31T23:00:00Z', '2027-01-01T07:00:00Z'],
  ])('%s', (_, at, until) => expect(held(at)).toBe(until));

  it('takes hours within one day too, and none at all', () => {
    const lunch = { from: 12 * 60, to: 13 * 60 + 30 };
    expect(held('2026-11-23T11:59:00Z', lunch)).toBeNull();
    expect(held('2026-11-23T12:00:00Z', lunch)).toBe('2026-11-23T13:30:00Z');
    expect(held('2026-11-23T13:30:00Z', lunch)).toBeNull();
    expect(held('2026-11-23T22:00:00Z', null)).toBeNull();
    expect(held('2026-11-23T22:00:00Z', { from: 480, to: 480 })).toBeNull();
  });

  it('lets every step of the statutory clock pass', () => {
    expect([...stepsThatPass]).toEqual(expect.arrayContaining(['warning_48', 'warning_60', 'missed_72']));
    expect(stepsThatPass.has('missed_24')).toBe(false);
    expect(holdUntil('missed_72', anInstant('2026-11-23T23:00:00Z'), defaultQuietHours)).toBeNull();
  });

  it('ends later than now, at the set time in London, within a day, whatever the hours', () => {
    const minutes = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(minutes, minutes, fc.integer({ min: 0, max: 365 * 24 * 60 }), (start, end, later) => {
        const now = anInstant('2026-01-01T00:00:00Z').add({ minutes: later });
        const until = holdUntil('missed_24', now, { from: start, to: end });
        if (until === null) return;
        expect(until.epochMilliseconds).toBeGreaterThan(now.epochMilliseconds);
        expect(until.epochMilliseconds - now.epochMilliseconds).toBeLessThanOrEqual(25 * 3_600_000);
        const local = until.toZonedDateTimeISO(LONDON);
        // In the hour that does not come in spring the end is an hour later.
        const isGap = local.hour * 60 + local.minute - end === 60;
        expect(local.hour * 60 + local.minute === end || isGap).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });
});
