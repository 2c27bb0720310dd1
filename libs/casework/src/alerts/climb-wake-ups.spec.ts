import { describe, expect, it } from '@jest/globals';
import { alertState } from '#domain/alerts';
import type { Instant } from '#domain/time';
import { parseInstant, plusHours } from '#domain/time';
import { climbWakeUps } from './climb-wake-ups.js';

const now = parseInstant('2025-10-08T06:00:00Z');
const climbing = (climbsAt: Instant | null) => ({
  state: alertState({
    ...{ rung: 1, reachedAt: now, climbsAt, lastAcknowledgement: null, askedId: null, ended: null },
  }),
});

describe('climbWakeUps', () => {
  it('is one job for each time, however many alerts climb then, and none for those that do not', () => {
    const [soon, late] = [plusHours(now, 12), plusHours(now, 24)];
    const jobs = climbWakeUps('E09000029', [soon, soon, late, null, soon].map(climbing), now);
    expect(jobs.map(({ id, delay }) => [id, delay])).toEqual([
      [`climb-E09000029-${soon.epochMilliseconds}`, 12 * 3_600_000],
      [`climb-E09000029-${late.epochMilliseconds}`, 24 * 3_600_000],
    ]);
  });
});
