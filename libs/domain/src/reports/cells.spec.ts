import { describe, expect, it } from '@jest/globals';
import { percentage, quantile, rate, toOneDecimal, wholePercentage } from './cells.js';

describe('percentage', () => {
  it.each([
    [48, 113, 42.5],
    [1, 3, 33.3],
    [2, 3, 66.7],
    [1, 2000, 0.1],
    [1, 2001, 0],
    [5, 8, 62.5],
    [0, 5, 0],
    [5, 5, 100],
  ])('of %i in %i is %d, rounded half away from zero', (numerator, base, percent) => {
    expect(percentage(numerator, base)).toBe(percent);
  });

  it('is null where there is nothing to take a share of', () => {
    expect(rate(0, 0)).toEqual({ numerator: { value: 0 }, base: { value: 0 }, percent: null });
  });
});

describe('wholePercentage', () => {
  it('is taken from the counts, not from the figure with one decimal: 42.48 is 42, not 43', () => {
    expect(wholePercentage(48, 113)).toBe(42);
  });

  it.each([
    [1, 8, 13],
    [1, 200, 1],
    [1, 201, 0],
    [0, 0, null],
  ])('of %i in %i is %p', (numerator, base, percent) => {
    expect(wholePercentage(numerator, base)).toBe(percent);
  });
});

describe('quantile', () => {
  it.each([
    [[1, 2, 3, 4], 50, 2],
    [[5, 1, 3], 50, 3],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 90, 9],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 90, 10],
    [[7], 90, 7],
    [[], 50, null],
  ])('of %j at %i%% is the smallest value with at least that share at or below it: %p', (values, percent, value) => {
    expect(quantile(values, percent)).toBe(value);
  });
});

describe('toOneDecimal', () => {
  it('rounds half away from zero', () => {
    expect([0.05, 72.25, -0.25].map(toOneDecimal)).toEqual([0.1, 72.3, -0.3]);
  });
});
