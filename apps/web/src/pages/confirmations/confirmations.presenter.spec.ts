import { describe, expect, it } from '@jest/globals';
import { presentConfirmations } from './confirmations.presenter.js';

const nothing = { shown: [], count: 0 };
const cell = {
  row: 2,
  ref: 'T001',
  column: 'returned_at',
  before: '07/10/2025',
  after: null,
  state: 'confirmed',
} as const;

describe('presentConfirmations', () => {
  it.each([
    [false, 'Confirmed and changed'],
    [true, 'Confirmed; something else holds the row, as is said of it below'],
  ])('says of a confirmed change whose row is held (%s): %s', (isHeld, words) => {
    const changed = { shown: [{ row: 2, cells: [cell], isHeld }], count: 1 };
    const answerable = { waiting: nothing, changed, warnings: nothing, confirmed: nothing, childIds: [] };
    expect(presentConfirmations('id', answerable, 'E09000029', null).changed).toMatchObject([{ state: words }]);
  });
});
