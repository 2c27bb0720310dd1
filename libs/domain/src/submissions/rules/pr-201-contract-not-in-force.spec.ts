import { describe, expect, it } from '@jest/globals';
import { aContract, aReadRow, aRowContext } from '../../../../../test/builders/index.js';
import type { Cells } from '../../../../../test/builders/index.js';
import { contractNotInForce } from './pr-201-contract-not-in-force.js';

/** A contract from the 10th up to, not including, the 12th of October 2025. */
const contractOn: ReturnType<typeof aRowContext>['contractOn'] = (day) =>
  day.toString() === '2025-10-10' || day.toString() === '2025-10-11' ? aContract() : null;
const columnsOf = (cells: Cells) =>
  contractNotInForce.check(aReadRow(cells).values, aRowContext({ contractOn })).map(({ column }) => column);

describe('contractNotInForce', () => {
  it.each([
    ['10/10/2025 00:00', '', []],
    ['09/10/2025 23:59', '', ['missing_at']],
    ['09/10/2025', '10/10/2025', []],
    ['09/10/2025', '11/10/2025 23:59', []],
    ['10/10/2025', '12/10/2025 00:00', ['returned_at']],
    ['10/10/2025', '2025-10-11T23:00:00Z', ['returned_at']],
    ['12/10/2025', '-', ['missing_at']],
    ['x', 'x', []],
  ])('of a child gone on %s and back on "%s" finds %p', (missing_at, returned_at, found) =>
    expect(columnsOf({ missing_at, returned_at })).toEqual(found),
  );
});
