import { describe, expect, it } from '@jest/globals';
import { aReadRow } from '../../../../../test/builders/index.js';
import type { Cells } from '../../../../../test/builders/index.js';
import { returnedBeforeMissing } from './pr-101-returned-before-missing.js';

const check = (cells: Cells) => returnedBeforeMissing.check(aReadRow(cells).values);

describe('returnedBeforeMissing', () => {
  it.each([
    ['10/10/2025 20:00', '10/10/2025 19:59'],
    ['10/10/2025 20:00', '09/10/2025'],
    ['10/10/2025', '09/10/2025'],
    ['10/10/2025', '09/10/2025 23:59'],
    ['2025-10-26T01:30:00Z', '26/10/2025 01:45'],
  ])('holds a child gone at %s and back at %s', (missing_at, returned_at) =>
    expect(check({ missing_at, returned_at })).toMatchObject([{ column: 'returned_at' }]),
  );

  it.each([
    ['10/10/2025 20:00', '10/10/2025 20:00'],
    ['10/10/2025 20:00', '10/10/2025 20:01'],
    ['10/10/2025 20:00', '10/10/2025'],
    ['10/10/2025', '10/10/2025'],
    ['10/10/2025', '10/10/2025 00:00'],
    ['10/10/2025', ''],
    ['10/10/2025', '-'],
    ['tomorrow', '01/10/2025'],
  ])('takes a child gone at %s and back at "%s"', (missing_at, returned_at) =>
    expect(check({ missing_at, returned_at })).toEqual([]),
  );
});
