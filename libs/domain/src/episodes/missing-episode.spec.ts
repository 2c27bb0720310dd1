import { describe, expect, it } from '@jest/globals';
import { aMoment } from '../../../../test/builders/index.js';
import { episodeEnds, missingEpisode } from './index.js';

const missingAt = aMoment('10/10/2025 20:00');
const returnedAt = aMoment('11/10/2025 08:00');

describe('missingEpisode', () => {
  it.each([
    ['not back, no end', null, null, 'open'],
    ['not back, recorded in error', null, 'cancelled', 'cancelled'],
    ['not back, turned 18', null, 'turned_18', 'turned_18'],
    ['not back, ended otherwise', null, 'ended_other', 'ended_other'],
    ['back, no end', returnedAt, null, 'returned'],
    ['back, recorded in error', returnedAt, 'cancelled', 'cancelled'],
    ['back, turned 18', returnedAt, 'turned_18', 'returned'],
    ['back, ended otherwise', returnedAt, 'ended_other', 'returned'],
  ] as const)('of a child %s', (_words, back, end, status) => {
    expect(missingEpisode({ missingAt, returnedAt: back, end }).status).toBe(status);
  });

  it('covers every end', () => expect(episodeEnds).toEqual(['cancelled', 'turned_18', 'ended_other']));

  it('carries the moments that its state has', () => {
    expect(missingEpisode({ missingAt, returnedAt: null, end: null })).toEqual({ status: 'open', missingAt });
    expect(missingEpisode({ missingAt, returnedAt, end: null })).toEqual({ status: 'returned', missingAt, returnedAt });
  });
});
