import { describe, expect, it } from '@jest/globals';
import { genderOf } from './gender.js';

describe('genderOf', () => {
  it.each([
    ['female', 'female'],
    [' Girl ', 'female'],
    ['2', 'female'],
    ['M', 'male'],
    ['1', 'male'],
    ['non-binary', 'neither'],
    ['Testa Ashgrove-Sample', 'neither'],
    ['constructor', 'neither'],
    [null, null],
  ])('counts %s as %s, so that no other word ever reaches a report', (word, gender) =>
    expect(genderOf(word)).toBe(gender),
  );
});
