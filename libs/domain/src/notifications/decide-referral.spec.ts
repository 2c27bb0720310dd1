import { describe, expect, it } from '@jest/globals';
import { aContract, aMissingCase, aMoment, anInstant } from '../../../../test/builders/index.js';
import type { MissingCaseWords } from '../../../../test/builders/index.js';
import { noCaseText, noProviderClaim } from '../cases/index.js';
import type { CaseRecord } from '../cases/index.js';
import { parseDay } from '../time/index.js';
import { decideReferral, mayRefer, referCase } from './index.js';
import type { AgreedWithProviders, EpisodeToRefer } from './index.js';

const now = anInstant('2025-10-11T12:00:00Z');
const anAgreement = (words: Partial<AgreedWithProviders['agreements'][number]> = {}) => ({
  ...{ id: 'agreement-1', providerId: 'provider-1', signedOn: parseDay('2018-04-01') },
  ...{ validFrom: parseDay('2018-04-01'), validTo: null, ...words },
});
const agreed = { contracts: [aContract()], agreements: [anAgreement()], now };
const referral = (at = '2025-10-11T09:00:00Z') => ({ providerId: 'provider-1', referredAt: aMoment(at) });
const toRefer = (words: MissingCaseWords = {}, more: Partial<EpisodeToRefer> = {}): EpisodeToRefer => {
  const { episode } = aMissingCase({ providerId: null, ...words });
  return { episode, reports: [episode], isLeading: true, ...more };
};
const because = (...of: Parameters<typeof decideReferral>) => {
  const decision = decideReferral(...of);
  return decision.kind === 'refused' ? decision.because : null;
};

describe('mayRefer', () => {
  const may = (day: string, { contracts = agreed.contracts, agreements = agreed.agreements } = {}) =>
    mayRefer({ contracts, agreements }, 'provider-1', parseDay(day), 'home');

  it.each([
    ['2025-09-30', false],
    ['2025-10-01', true],
    ['2025-10-31', true],
    ['2025-11-01', false],
  ])('on %s needs a contract in force on that day: %s', (day, is) => {
    const contract = aContract({ validFrom: parseDay('2025-10-01'), validTo: parseDay('2025-11-01') });
    expect(may(day, { contracts: [contract] })).toBe(is);
  });

  it.each([
    ['2025-09-30', false],
    ['2025-10-01', true],
    ['2025-10-31', true],
    ['2025-11-01', false],
  ])('on %s needs a sharing agreement in force on that day: %s', (day, is) => {
    const agreement = anAgreement({ signedOn: parseDay('2025-10-01'), validTo: parseDay('2025-11-01') });
    expect(may(day, { agreements: [agreement] })).toBe(is);
  });

  it('needs the agreement of the provider itself', () => {
    expect(may('2025-10-11', { agreements: [anAgreement({ providerId: 'provider-2' })] })).toBe(false);
    expect(may('2025-10-11', { agreements: [] })).toBe(false);
  });

  it('holds a block contract to its groups, and a spot purchase to none', () => {
    const groups = ['looked_after_in'] as const;
    expect(may('2025-10-11', { contracts: [aContract({ groups })] })).toBe(false);
    expect(may('2025-10-11', { contracts: [aContract({ groups, kind: 'spot' })] })).toBe(true);
  });
});

describe('decideReferral', () => {
  it('lets an episode be referred of which nobody was asked, back or still away', () => {
    expect(decideReferral(toRefer(), referral(), agreed)).toEqual({ kind: 'granted', value: referral() });
    expect(because(toRefer({ returnedAt: null }), referral(), agreed)).toBeNull();
    // Closed on the birthday, but back before it: the interview is owed.
    expect(because(toRefer({ end: 'turned_18' }), referral(), agreed)).toBeNull();
  });

  it.each([
    ['2025-10-10T19:59:59Z', 'referred-before-missing'],
    ['2025-10-10T20:00:00Z', null],
    ['2025-10-11T12:00:00Z', null],
    ['2025-10-11T12:00:01Z', 'referred-in-future'],
  ])('at %s is %s', (at, refusal) => expect(because(toRefer(), referral(at), agreed)).toBe(refusal));

  it('takes a day without its time that may lie after the child went missing', () =>
    expect(because(toRefer(), { ...referral(), referredAt: aMoment('2025-10-10') }, agreed)).toBeNull());

  it('goes by the group of the child when it went missing', () =>
    expect(because(toRefer({ atStart: { group: 'care_leaver' } }), referral(), agreed)).toBe('not-covered'));

  it.each(['cancelled', 'turned_18', 'ended_other'] as const)('refuses an episode that is over: %s', (end) =>
    expect(because(toRefer({ end, returnedAt: null }), referral(), agreed)).toBe('episode-over'),
  );

  it('refuses what a provider has already, by whichever report of the absence', () => {
    expect(because(toRefer({ providerId: 'provider-2' }), referral(), agreed)).toBe('referred-already');
    const other = aMissingCase({ id: 'episode-2', providerId: 'provider-2' }).episode;
    expect(because(toRefer({}, { reports: [toRefer().episode, other] }), referral(), agreed)).toBe('referred-already');
  });

  it('refuses a report that another one leads', () =>
    expect(because(toRefer({}, { isLeading: false }), referral(), agreed)).toBe('other-report-leads'));
});

describe('referCase', () => {
  const { episode, requirement, offers } = aMissingCase({
    providerId: null,
    requirement: { hasCarerInformation: true },
  });
  const record: CaseRecord = {
    ...{ episode, requirement, offers, interview: null, text: noCaseText, claim: noProviderClaim },
    careSeen: {
      ...{ childId: 'child-1', seenOn: parseDay('2025-10-10'), careStatus: 'home', placingAuthority: null },
      ...{ hostAuthority: null, placementType: null, placementOutwardCode: null },
    },
  };

  it('puts down who is asked and since when, and nothing else', () =>
    expect(referCase(record, referral(), 'HW-1')).toEqual({
      ...record,
      episode: { ...episode, providerId: 'provider-1' },
      requirement: { ...requirement, referredAt: referral().referredAt },
      text: { ...noCaseText, councilRef: 'HW-1' },
    }));

  it('keeps the council’s reference where it has one', () => {
    const known = { ...record, text: { ...noCaseText, councilRef: 'HW-0' } };
    expect(referCase(known, referral(), 'HW-1').text.councilRef).toBe('HW-0');
  });
});
