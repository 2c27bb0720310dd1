import { describe, expect, it } from '@jest/globals';
import { aReadRow, aRowContext } from '../../../../../test/builders/index.js';
import type { Cells } from '../../../../../test/builders/index.js';
import { childNotIdentified } from './pr-103-child-not-identified.js';

const check = (cells: Cells) => childNotIdentified.check(aReadRow({ child_id: '', ...cells }).values, aRowContext());

describe('childNotIdentified', () => {
  it.each<Cells>([
    {},
    { child_id: '-' },
    { given_name: 'Testa' },
    { family_name: 'Ashgrove-Sample' },
    { given_name: 'Testa', family_name: '-' },
  ])('holds a row with %p', (cells) => {
    expect(check(cells)).toMatchObject([{ column: 'child_id' }]);
  });

  it.each<Cells>([
    { child_id: 'S1001' },
    { given_name: 'Testa', family_name: 'Ashgrove-Sample' },
    { child_id: 'S1001', given_name: 'Testa' },
  ])('takes a row with %p', (cells) => expect(check(cells)).toEqual([]));
});
