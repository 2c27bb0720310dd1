import { describe, expect, it } from '@jest/globals';
import { outwardCodeOf } from './index.js';

describe('outwardCodeOf', () => {
  it.each([
    ['SM1', 'SM1'],
    ['sm1', 'SM1'],
    [' SM1 ', 'SM1'],
    ['SM1 1AA', 'SM1'],
    ['sm11aa', 'SM1'],
    ['SM1  1AA', 'SM1'],
    ['SM11 1AA', 'SM11'],
    ['SM111AA', 'SM11'],
    ['M1', 'M1'],
    ['M1 1AE', 'M1'],
    ['E14', 'E14'],
    ['EC1A 1BB', 'EC1A'],
    ['W1A1HQ', 'W1A'],
  ])('of %s is %s', (text, code) => expect(outwardCodeOf(text)).toBe(code));

  it.each([
    '',
    'SM',
    '1AA',
    'SM1 1',
    'E1 4',
    'SM1 1A',
    'SM1 1AAA',
    'SMM1 1AA',
    'S M1',
    'SM1-1AA',
    'Sutton',
    'not known',
  ])('is null for "%s"', (text) => expect(outwardCodeOf(text)).toBeNull());
});
