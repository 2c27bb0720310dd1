import { describe, expect, it } from '@jest/globals';
import { aReadRow, aRowContext } from '../../../../../test/builders/index.js';
import type { Cells } from '../../../../../test/builders/index.js';
import { notIndependentWithoutReason } from './pr-110-not-independent-without-reason.js';

const check = (cells: Cells) => notIndependentWithoutReason.check(aReadRow(cells).values, aRowContext());

describe('notIndependentWithoutReason', () => {
  it.each<Cells>([{ independent: 'N' }, { independent: 'no', independence_reason: '-' }])('warns of %p', (cells) =>
    expect(check(cells)).toMatchObject([{ column: 'independence_reason' }]),
  );

  it.each<Cells>([
    {},
    { independent: 'Y' },
    { independent: '-' },
    { independent: 'N', independence_reason: 'child’s wish' },
  ])('has nothing to say of %p', (cells) => expect(check(cells)).toEqual([]));
});
