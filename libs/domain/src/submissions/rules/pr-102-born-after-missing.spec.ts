import { describe, expect, it } from '@jest/globals';
import { aReadRow, aRowContext } from '../../../../../test/builders/index.js';
import type { Cells } from '../../../../../test/builders/index.js';
import { bornAfterMissing } from './pr-102-born-after-missing.js';

const check = (cells: Cells) => bornAfterMissing.check(aReadRow(cells).values, aRowContext());

describe('bornAfterMissing', () => {
  it.each([
    ['born the day after', '11/10/2025', 'home'],
    ['18 on the day', '10/10/2007', 'home'],
    ['18 and looked after', '10/10/2007', 'looked_after'],
    ['a care leaver of 26', '10/10/1999', 'care_leaver'],
    ['26, of a care status that cannot be read', '10/10/1999', 'LAC'],
    ['born in the wrong century', '14/03/1910', 'home'],
  ])('holds a child %s', (_words, date_of_birth, care_status) =>
    expect(check({ date_of_birth, care_status })).toMatchObject([{ column: 'date_of_birth' }]),
  );

  it.each([
    ['born on the day', '10/10/2025', 'home'],
    ['18 the day after', '11/10/2007', 'home'],
    ['born on 29 February', '29/02/2008', 'home'],
    ['18, a care leaver', '10/10/2007', 'care_leaver'],
    ['25 until tomorrow, a care leaver', '11/10/1999', 'care_leaver'],
    ['18, of a care status that cannot be read', '10/10/2007', 'LAC'],
    ['whose date of birth cannot be read', '31/02/2007', 'home'],
  ])('takes a child %s', (_words, date_of_birth, care_status) =>
    expect(check({ date_of_birth, care_status })).toEqual([]),
  );

  it('goes by the day of leaving, whatever is known of its time', () => {
    expect(check({ date_of_birth: '11/10/2007', missing_at: '10/10/2025' })).toEqual([]);
    expect(check({ date_of_birth: '11/10/2007', missing_at: '10/10/2025 23:59' })).toEqual([]);
    expect(check({ date_of_birth: '11/10/2007', missing_at: '2025-10-10T23:00:00Z' })).toHaveLength(1);
  });
});
