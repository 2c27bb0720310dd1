import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { milesBetween } from './index.js';

/** Middles of outward codes as the shipped list has them. */
const sm1 = { latitude: 51.3704, longitude: -0.1929 };
const cr0 = { latitude: 51.3628, longitude: -0.0716 };
const ct9 = { latitude: 51.3751, longitude: 1.3886 };

describe('milesBetween', () => {
  it.each([
    ['SM1', 'CR0', sm1, cr0, 5.3],
    ['SM1', 'CT9', sm1, ct9, 68.2],
    ['SM1', 'SM1', sm1, sm1, 0],
  ])('of %s and %s is right to a tenth of a mile', (_from, _to, from, to, miles) =>
    expect(Math.abs(milesBetween(from, to) - miles)).toBeLessThanOrEqual(0.1),
  );

  it('is the same both ways, and never negative', () => {
    const point = fc.record({
      latitude: fc.double({ min: 49, max: 61, noNaN: true }),
      longitude: fc.double({ min: -8, max: 2, noNaN: true }),
    });
    fc.assert(
      fc.property(point, point, (from, to) => {
        expect(milesBetween(from, to)).toBeGreaterThanOrEqual(0);
        expect(milesBetween(from, to)).toBeCloseTo(milesBetween(to, from), 9);
      }),
    );
  });
});
