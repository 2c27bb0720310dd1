import { describe, expect, it } from '@jest/globals';
import { anInstant } from '../../../../test/builders/index.js';
import { MOST_ATTEMPTS, messageReference, nextAttempt, nextCheck } from './index.js';

const NOON = anInstant('2026-11-23T12:00:00Z');

describe('nextAttempt', () => {
  it('waits ever longer, up to an hour, and gives up after the last attempt', () => {
    const minutes = Array.from({ length: MOST_ATTEMPTS }, (_, index) => {
      const next = nextAttempt(index + 1, NOON, null);
      return next === null ? null : (next.epochMilliseconds - NOON.epochMilliseconds) / 60_000;
    });
    expect(minutes).toEqual([1, 2, 4, 8, 15, 30, 60, 60, 60, 60, 60, null]);
  });

  it.each([
    ['as long as the sender asks', 90.5, 91],
    ['no shorter than it would by itself', 5, 60],
    ['no longer than an hour', 86_400, 3600],
  ])('waits %s', (_, asked, seconds) => {
    expect(nextAttempt(1, NOON, asked)).toEqual(NOON.add({ seconds }));
  });
});

describe('nextCheck', () => {
  it.each([
    ['a minute', 0, 60],
    ['as long again', 600, 600],
    ['an hour at most', 100_000, 3600],
  ])('is after %s', (_, age, seconds) => {
    const now = NOON.add({ seconds: age });
    expect(nextCheck(NOON, now)).toEqual(now.add({ seconds }));
  });

  it('ends when the sender itself has given up', () => {
    expect(nextCheck(NOON, NOON.add({ hours: 74 }))).toBeNull();
  });
});

describe('messageReference', () => {
  it('is short enough to be told over the telephone', () => {
    expect(messageReference('019ab3c4-1111-7222-8333-9f3c21ab77d0')).toBe('9F3C-21AB-77D0');
  });
});
