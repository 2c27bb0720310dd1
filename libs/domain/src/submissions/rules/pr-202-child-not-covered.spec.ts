import { describe, expect, it } from '@jest/globals';
import { aContract, aReadRow, aRowContext } from '../../../../../test/builders/index.js';
import type { Cells } from '../../../../../test/builders/index.js';
import { childNotCovered } from './pr-202-child-not-covered.js';

const check = (words: Parameters<typeof aRowContext>[0], cells: Cells = {}) =>
  childNotCovered.check(aReadRow(cells).values, aRowContext(words));

describe('childNotCovered', () => {
  it('tells, and takes, a row on a child whom the contract does not cover', () => {
    expect(check({ group: 'looked_after_out_beyond_limit' })).toMatchObject([
      { column: 'care_status', message: expect.stringContaining('beyond the travel limit') },
    ]);
  });

  it.each([
    ['a child whom the contract covers', { group: 'home' }],
    ['a child whose group cannot be said', { group: null }],
    ['a day without a contract, which is another finding', { group: 'care_leaver', contractOn: () => null }],
  ] as const)('has nothing to say of %s', (_words, words) => expect(check(words)).toEqual([]));

  it('goes by the contract on the day of return, else on the day of leaving', () => {
    const contractOn: ReturnType<typeof aRowContext>['contractOn'] = (day) =>
      aContract({ groups: day.toString() === '2025-10-11' ? ['home'] : [] });
    expect(check({ contractOn }, { returned_at: '11/10/2025' })).toEqual([]);
    expect(check({ contractOn })).toHaveLength(1);
  });
});
