import { describe, expect, it } from '@jest/globals';
import { aMissingCase, aMoment, anInstant, anInterview, anOffer } from '../../../../test/builders/index.js';
import type { MissingCaseWords } from '../../../../test/builders/index.js';
import { defaultTerms } from '../cases/index.js';
import { arrangingTime } from './arranging-time.js';

const at = anInstant('2025-10-11T20:00:00Z');
const spot = { ...defaultTerms, kind: 'spot' } as const;
const bought = (words: MissingCaseWords = {}) =>
  aMissingCase({ terms: spot, requirement: { referredAt: aMoment('2025-10-11T09:00:00Z') }, ...words });

describe('arrangingTime', () => {
  it('runs from the referral for as long as no offer was made', () => {
    expect(arrangingTime(bought(), at)).toEqual({ minutes: 660, isOver: false });
  });

  it('ends with the first offer to the child, and not with one to the carer', () => {
    const offers = [
      anOffer({ id: 'o1', offeredAt: '2025-10-11T10:00:00Z', offeredTo: 'carer', outcome: null }),
      anOffer({ id: 'o2', offeredAt: '2025-10-11T12:30:59Z' }),
    ];
    expect(arrangingTime(bought({ offers }), at)).toEqual({ minutes: 210, isOver: true });
  });

  it('ends with an interview of which no offer was recorded', () => {
    const interviews = [anInterview({ beganAt: '2025-10-11T14:00:00Z' })];
    expect(arrangingTime(bought({ interviews }), at)).toEqual({ minutes: 300, isOver: true });
  });

  it('is nothing where the offer came before the referral', () => {
    const offers = [anOffer({ offeredAt: '2025-10-11T08:30:00Z' })];
    expect(arrangingTime(bought({ offers }), at)).toEqual({ minutes: 0, isOver: true });
  });

  it('counts elapsed time over the change of the clocks', () => {
    const requirement = { referredAt: aMoment('25/10/2025 12:00') };
    const offers = [anOffer({ offeredAt: '26/10/2025 12:00' })];
    expect(arrangingTime(bought({ requirement, offers }), anInstant('2025-10-27T00:00:00Z'))?.minutes).toBe(25 * 60);
  });

  it.each([
    ['a block contract', bought({ terms: { ...defaultTerms, kind: 'block' } })],
    ['no contract', bought({ terms: defaultTerms })],
    ['no referral', bought({ requirement: {} })],
    ['a referral that is still to come', bought({ requirement: { referredAt: aMoment('2025-10-11T20:00:01Z') } })],
    ['a referral of which only the day is known', bought({ requirement: { referredAt: aMoment('11/10/2025') } })],
    ['an offer of which only the day is known', bought({ offers: [anOffer({ offeredAt: '11/10/2025' })] })],
    [
      'a booking without an offer',
      bought({ requirement: { referredAt: aMoment('2025-10-11T09:00:00Z'), bookedFor: aMoment('13/10/2025 09:00') } }),
    ],
  ])('is not known with %s', (_what, missingCase) => {
    expect(arrangingTime(missingCase, at)).toBeNull();
  });
});
