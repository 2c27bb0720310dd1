import { describe, expect, it } from '@jest/globals';
import { aMissingCase, aMonth, aReportBody, anInstant, anInterview, anOffer } from '../../../../test/builders/index.js';
import type { MissingCase } from '../cases/index.js';
import type { InterviewRow } from './index.js';

/** Interviews held so many seconds after a return, one case each. */
function heldAfter(returnedAt: string, seconds: readonly number[]): readonly MissingCase[] {
  return seconds.map((after, index) => {
    const id = `episode-${index}`;
    const beganAt = anInstant(returnedAt).add({ seconds: after }).toString();
    const interviews = [anInterview({ id: `interview-${index}`, episodeId: id, beganAt })];
    return aMissingCase({ id, childId: `child-${index}`, missingAt: '2025-10-01T08:00:00Z', returnedAt, interviews });
  });
}

function allOf(cases: readonly MissingCase[], words: Parameters<typeof aReportBody>[1] = {}): InterviewRow | undefined {
  return aReportBody(cases, words).interviews.find(({ by }) => by === 'all');
}

const HOURS_72 = 72 * 3600;

describe('the interview funnel', () => {
  it('of 113 interviews with 48 in 72 hours is 42.5%', () => {
    const seconds = Array.from({ length: 113 }, (_, index) => (index < 48 ? HOURS_72 : HOURS_72 + 1));
    expect(allOf(heldAfter('2025-10-10T08:00:00Z', seconds))?.in72hOfCompleted).toEqual({
      numerator: { value: 48 },
      base: { value: 113 },
      percent: 42.5,
    });
  });

  it.each([
    ['in summer time', '2025-10-10T08:00:00Z', {}],
    ['over the change in October', '2025-10-25T08:00:00Z', {}],
    [
      'over the change in March',
      '2026-03-28T08:00:00Z',
      { first: aMonth('2026-03'), cutOff: anInstant('2026-04-03T09:00:00Z') },
    ],
  ])('counts exactly 72:00:00 as in time and one second more as late %s', (_, returnedAt, words) => {
    const row = allOf(heldAfter(returnedAt, [HOURS_72 - 1, HOURS_72, HOURS_72 + 1]), words);
    expect(row).toMatchObject({ completed: { value: 3 }, completedIn72h: { value: 2 }, late: { value: 1 } });
  });

  it.each([
    ['2025-11-01T08:59:59Z', '2025-11-04T08:59:59Z', 0],
    ['2025-10-31T23:59:59Z', '2025-11-03T23:59:58Z', 1],
    ['2025-10-31T23:59:59Z', '2025-11-03T23:59:59Z', 0],
  ])('with a return at %s and the cut-off at %s has %i not yet due', (returnedAt, cutOff, notYetDue) => {
    const held = anInterview({ beganAt: '2025-11-01T12:00:00Z' });
    const row = allOf([aMissingCase({ returnedAt, interviews: [held] })], { cutOff: anInstant(cutOff) });
    const isOctober = returnedAt.startsWith('2025-10');
    expect(row).toMatchObject({
      returned: { value: isOctober ? 1 : 0 },
      notYetDue: { value: notYetDue },
      required: { value: isOctober ? 1 - notYetDue : 0 },
      completed: { value: isOctober ? 1 - notYetDue : 0 },
    });
  });

  it('keeps cancelled episodes, other councils’ duties and kinds that are not counted apart', () => {
    const row = allOf([
      aMissingCase({ id: 'a', end: 'cancelled' }),
      aMissingCase({ id: 'b', requirement: { notCompletedReason: 'other_authority_duty' } }),
      aMissingCase({ id: 'c', code: 'A', terms: { countedModes: ['in_person'], countedEpisodes: ['M'] } }),
      aMissingCase({ id: 'd', requirement: { notCompletedReason: 'custody' } }),
    ]);
    expect(row).toMatchObject({
      returned: { value: 4 },
      required: { value: 1 },
      otherAuthorityDuty: { value: 1 },
      cancelled: { value: 1 },
      notCounted: { value: 1 },
    });
  });

  it('takes an acceptance over an earlier refusal, and does not count a telephone interview that the contract does not', () => {
    const declined = anOffer({ outcome: 'declined', offeredAt: '2025-10-11T10:00:00Z' });
    const row = allOf([
      aMissingCase({ id: 'a', offers: [declined, anOffer({ id: 'offer-2' })] }),
      aMissingCase({ id: 'b', offers: [declined] }),
      aMissingCase({ id: 'c', offers: [anOffer()], interviews: [anInterview({ mode: 'telephone' })] }),
    ]);
    expect(row).toMatchObject({
      offered: { value: 3 },
      accepted: { value: 2 },
      declined: { value: 1 },
      completed: { value: 0 },
    });
  });

  it('names providers by code, in order, and no provider last', () => {
    const rows = aReportBody([
      aMissingCase({ id: 'a', providerId: null }),
      aMissingCase({ id: 'b', providerId: 'provider-2' }),
      aMissingCase({ id: 'c', providerId: 'provider-1' }),
    ]).interviews;
    expect(rows.filter(({ by }) => by === 'provider').map(({ key }) => key)).toEqual(['HARBOUR', 'NORTHWAY', 'none']);
  });

  it('refuses a provider that it was not given', () => {
    expect(() => aReportBody([aMissingCase({ providerId: 'stranger' })])).toThrow('stranger');
  });
});

describe('which month', () => {
  it.each([
    ['2025-09-30T22:59:59Z', 0, 1],
    ['2025-09-30T23:00:00Z', 1, 0],
    ['2025-10-31T23:59:59Z', 1, 0],
    ['2025-11-01T00:00:00Z', 0, 0],
  ])('an episode that starts at %s is in October %i and in September %i times', (missingAt, october, september) => {
    const { headline } = aReportBody([aMissingCase({ missingAt, returnedAt: '2025-11-02T08:00:00Z' })]);
    expect(headline.episodes).toEqual({ value: october });
    expect(headline.previousMonth.episodes).toEqual({ value: september });
  });

  it('looks back over the turn of the year', () => {
    const { headline } = aReportBody([aMissingCase({ missingAt: '2025-12-31T23:59:59Z', returnedAt: null })], {
      first: aMonth('2026-01'),
      cutOff: anInstant('2026-02-03T09:00:00Z'),
    });
    expect([headline.episodes, headline.previousMonth.episodes, headline.rolling6.episodes]).toEqual([
      { value: 0 },
      { value: 1 },
      { value: 1 },
    ]);
    expect(headline.currentlyMissing).toEqual({ value: 1 });
  });

  it('counts different children over a window, and does not add months up', () => {
    const { headline } = aReportBody([
      aMissingCase({ id: 'a' }),
      aMissingCase({ id: 'b', missingAt: '2025-09-10T20:00:00Z', returnedAt: '2025-09-11T08:00:00Z' }),
    ]);
    expect(headline.rolling6).toMatchObject({ episodes: { value: 2 }, children: { value: 1 } });
  });

  it('compares a quarter with the quarter before it', () => {
    const { headline } = aReportBody(
      [aMissingCase({ missingAt: '2025-05-10T20:00:00Z', returnedAt: '2025-05-11T08:00:00Z' })],
      {
        first: aMonth('2025-07'),
        last: aMonth('2025-09'),
      },
    );
    expect(headline.previousMonth.episodes).toEqual({ value: 1 });
  });

  it('says that a month which ended before the records begin is not available', () => {
    const heldFrom = anInstant('2025-10-01T00:00:00Z');
    const { headline, caveats } = aReportBody([aMissingCase()], { heldFrom });
    expect(headline.previousMonth.episodes).toEqual({ notAvailable: 'x' });
    expect(headline.rolling12.episodes).toEqual({ value: 1 });
    expect(caveats.join(' ')).toContain('records of this system begin');
  });
});
