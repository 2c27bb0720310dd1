import { describe, expect, it } from '@jest/globals';
import { parseInstant } from '../time/index.js';
import { PROMISE_MOST, decidePromise } from './index.js';

const by = parseInstant('2025-10-24T16:00:00Z');

describe('decidePromise', () => {
  it.each([
    ['', null, null],
    ['  ', null, null],
    [' Call the home ', by, { words: 'Call the home', by }],
    ['x'.repeat(PROMISE_MOST), by, { words: 'x'.repeat(PROMISE_MOST), by }],
  ])('of %.20j is taken', (words, when, value) => {
    expect(decidePromise({ words, by: when })).toEqual({ kind: 'granted', value });
  });

  it.each([
    ['', by, 'words-missing'],
    ['Call the home', null, 'time-missing'],
    ['x'.repeat(PROMISE_MOST + 1), by, 'words-too-long'],
  ])('of %.20j is refused', (words, when, because) => {
    expect(decidePromise({ words, by: when })).toEqual({ kind: 'refused', because });
  });
});
