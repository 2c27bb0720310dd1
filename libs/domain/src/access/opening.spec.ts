import { describe, expect, it } from '@jest/globals';
import { anInstant } from '../../../../test/builders/index.js';
import { needsReason } from './index.js';

const now = anInstant('2025-11-03T09:00:00Z');
const restricted = { isRestricted: true, lastReasonAt: null, hasEmergency: false };

describe('needsReason', () => {
  it.each([
    ['a record that is not restricted', { ...restricted, isRestricted: false }, false],
    ['a restricted one, for the first time', restricted, true],
    ['one that was opened in an emergency, with a reason of its own', { ...restricted, hasEmergency: true }, false],
    [
      'one opened a second less than an hour ago',
      { ...restricted, lastReasonAt: anInstant('2025-11-03T08:00:01Z') },
      false,
    ],
    ['one opened an hour ago', { ...restricted, lastReasonAt: anInstant('2025-11-03T08:00:00Z') }, true],
  ])('of %s is %p', (_, facts, expected) => {
    expect(needsReason(facts, now)).toBe(expected);
  });
});
