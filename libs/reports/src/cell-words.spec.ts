import { describe, expect, it } from '@jest/globals';
import { count, rate } from '#domain/reports';
import type { Cell } from '#domain/reports';
import { cellWords, measureWords, monthWords, partWords, rateWords, shortMonthWords } from './cell-words.js';

const spaced = (words: string) => words.replaceAll('\u00a0', ' ');

describe('cellWords', () => {
  it.each<[Cell, string]>([
    [{ value: 0 }, '0'],
    [{ value: 1234 }, '1,234'],
    [{ suppressed: 'c' }, 'suppressed'],
    [{ notApplicable: 'z' }, 'not applicable'],
    [{ low: 'k' }, 'low'],
    [{ notAvailable: 'x' }, 'not available'],
  ])('says %j as %p', (cell, words) => {
    expect(cellWords(cell)).toBe(words);
  });
});

describe('rateWords', () => {
  it.each([
    [48, 113, '42% (48 of 113)'],
    [6, 14, '43% (6 of 14)'],
    [1, 300, 'under 1% (1 of 300)'],
    [0, 5, '0% (0 of 5)'],
    [0, 0, '0 of 0'],
  ])('prints %i of %i as %p: a whole number from the counts, beside both', (numerator, base, words) => {
    expect(spaced(rateWords(rate(numerator, base)))).toBe(words);
  });

  it('says what is suppressed, and gives no share of it', () => {
    expect(spaced(rateWords({ numerator: { suppressed: 'c' }, base: count(14), percent: null }))).toBe(
      'suppressed of 14',
    );
  });
});

describe('partWords', () => {
  it.each<[Cell, Cell, string]>([
    [{ notAvailable: 'x' }, { notAvailable: 'x' }, 'not available'],
    [{ notApplicable: 'z' }, { value: 0 }, 'not applicable'],
    [{ suppressed: 'c' }, { suppressed: 'c' }, 'suppressed'],
    [{ suppressed: 'c' }, { value: 20 }, 'suppressed of 20'],
    [{ value: 0 }, { suppressed: 'c' }, '0 of suppressed'],
  ])('says %j of %j as %p', (numerator, base, words) => {
    expect(spaced(partWords(numerator, base))).toBe(words);
  });
});

describe('measureWords', () => {
  it.each([
    [2.5, count(3), '2.5 hours'],
    [null, count(0), 'none to measure'],
    [null, count(7), 'withheld'],
  ])('says %p of %j as %p', (measure, known, words) => {
    expect(measureWords(measure, known, 'hours')).toBe(words);
  });
});

describe('monthWords', () => {
  it('names the month', () => {
    expect([monthWords('2025-10'), shortMonthWords('2026-01')]).toEqual(['October 2025', 'Jan 2026']);
  });
});
