import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { aFactor, aTaxonomy } from '../../../../test/builders/index.js';
import { parseDay } from '../time/index.js';
import { HARM_NONE_DISCLOSED, HARM_NOT_ASKED, factorCategories, isActiveOn, sameDayAlertCodes } from './index.js';

const list = new URL('../../../persistence/reference-data/rhi-factor-taxonomy.csv', import.meta.url);
const shipped = readFileSync(list, 'utf8').trim().split('\n').slice(1);

describe('factorTaxonomy', () => {
  const taxonomy = aTaxonomy();

  it('finds a code whatever its category', () => {
    expect(taxonomy.findByCode('vu08')?.code).toBe('VU08');
    expect(taxonomy.findByCode('VU99')).toBeNull();
  });
});

describe('isActiveOn', () => {
  const factor = aFactor('PU01', { validFrom: parseDay('2018-04-01'), validTo: parseDay('2025-10-01') });

  it.each([
    ['2018-03-31', false],
    ['2018-04-01', true],
    ['2025-09-30', true],
    ['2025-10-01', false],
  ])('on %s is %p', (day, expected) => expect(isActiveOn(factor, parseDay(day))).toBe(expected));

  it('has no end while a code is not retired', () => {
    expect(isActiveOn(aFactor('PU01'), parseDay('2199-12-31'))).toBe(true);
  });
});

describe('the shipped list', () => {
  const codes = shipped.map((line) => line.split(',')[0] ?? '');

  it('has every code once, in a known category', () => {
    expect(codes).toHaveLength(78);
    expect(new Set(codes).size).toBe(78);
    expect([...new Set(shipped.map((line) => line.split(',')[1]))].sort()).toEqual([...factorCategories].sort());
  });

  it('has the codes that mean something of their own here', () => {
    expect(codes).toEqual(expect.arrayContaining([HARM_NONE_DISCLOSED, HARM_NOT_ASKED, ...sameDayAlertCodes]));
  });
});
