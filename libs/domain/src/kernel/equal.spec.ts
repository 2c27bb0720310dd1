import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aMoment, anInstant, soundValues } from '../../../../test/builders/index.js';
import { isEqual } from './index.js';

const day = (written: string) => soundValues({ date_of_birth: written }).date_of_birth;

describe('isEqual', () => {
  it.each<[unknown, unknown, boolean]>([
    [1, 1, true],
    [NaN, NaN, true],
    [null, null, true],
    [null, undefined, false],
    [null, {}, false],
    ['1', 1, false],
    [[1, 2], [1, 2], true],
    [[1, 2], [2, 1], false],
    [[1, 2], [1], false],
    [[], {}, false],
    [{}, [], false],
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [{ a: undefined }, { b: undefined }, false],
    [day('2025-12-01'), day('2025-12-01'), true],
    [day('2025-12-01'), day('2025-12-02'), false],
    [day('2025-12-01'), anInstant('2025-10-01T00:00:00Z'), false],
    [anInstant('2025-10-01T00:00:00Z'), day('2025-12-01'), false],
    [anInstant('2025-10-01T00:00:00Z'), null, false],
    [{ at: aMoment('01/10/2025 10:00') }, { at: aMoment('2025-10-01T09:00Z') }, true],
    [{ at: aMoment('01/10/2025') }, { at: aMoment('01/10/2025 00:00') }, false],
  ])('case %#', (left, right, expected) => expect(isEqual(left, right)).toBe(expected));

  it('holds of every plain value and its copy, and is the same both ways', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (left, right) => {
        expect(isEqual(left, structuredClone(left))).toBe(true);
        expect(isEqual(left, right)).toBe(isEqual(right, left));
      }),
    );
  });
});
