import { describe, expect, it } from '@jest/globals';
import { parseDay } from '../time/index.js';
import { checkEnd, checkNewAgreement, isAgreementInForce } from './index.js';

const agreement = (signedOn: string, validFrom: string, validTo: string | null) => ({
  ...{ id: 'agreement', providerId: 'provider', signedOn: parseDay(signedOn), validFrom: parseDay(validFrom) },
  validTo: validTo === null ? null : parseDay(validTo),
});

describe('isAgreementInForce', () => {
  it.each([
    ['the day before it begins', '2026-04-01', '2026-04-01', null, '2026-03-31', false],
    ['the day on which it begins', '2026-04-01', '2026-04-01', null, '2026-04-01', true],
    ['the last day', '2026-04-01', '2026-04-01', '2027-04-01', '2027-03-31', true],
    ['the day on which it ends', '2026-04-01', '2026-04-01', '2027-04-01', '2027-04-01', false],
    ['a day after it began and before it was signed', '2026-04-10', '2026-04-01', null, '2026-04-09', false],
    ['the day on which it was signed', '2026-04-10', '2026-04-01', null, '2026-04-10', true],
    ['the day on which it begins and ends', '2026-04-01', '2026-04-01', '2026-04-01', '2026-04-01', false],
  ])('on %s', (_name, signed, from, to, day, expected) =>
    expect(isAgreementInForce(agreement(signed, from, to), parseDay(day))).toBe(expected),
  );
});

describe('checkNewAgreement', () => {
  it.each([
    ['2026-04-01', '2026-04-01', null, null],
    ['2026-04-02', '2026-04-01', null, 'signed-in-future'],
    ['2026-03-01', '2027-04-01', '2028-04-01', null],
    ['2026-03-01', '2026-04-01', '2026-04-01', 'ends-before-it-begins'],
    ['2026-03-01', '2026-04-02', '2026-04-01', 'ends-before-it-begins'],
  ])('signed %s, from %s to %s, on 1 April 2026: %s', (signed, from, to, fault) =>
    expect(checkNewAgreement(agreement(signed, from, to), parseDay('2026-04-01'))).toBe(fault),
  );
});

describe('checkEnd', () => {
  it.each([
    ['2025-01-01', null, '2026-04-01', null],
    ['2025-01-01', null, '2026-03-31', 'ends-in-past'],
    ['2025-01-01', '2026-04-01', '2026-04-01', 'over-already'],
    ['2025-01-01', '2026-05-01', '2026-04-30', null],
    ['2025-01-01', '2026-05-01', '2026-05-02', 'ends-later'],
    ['2026-04-01', null, '2026-04-01', null],
    ['2026-05-01', null, '2026-04-20', 'ends-before-it-begins'],
  ])('from %s to %s, ended on %s: %s', (from, to, end, fault) =>
    expect(checkEnd(agreement('2025-01-01', from, to), parseDay(end), parseDay('2026-04-01'))).toBe(fault),
  );
});
