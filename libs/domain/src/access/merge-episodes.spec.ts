import { describe, expect, it } from '@jest/globals';
import { decideEpisodeDistinction, decideEpisodeMerge } from './index.js';

const report = (words = {}) => ({
  ...{ episodeId: 'e1', childId: 'c1', isCancelled: false, isMergedAway: false, holdsOthers: false },
  ...words,
});
const wish = (into = {}, away = {}, rest = {}) => ({
  into: report(into),
  away: report({ episodeId: 'e2', ...away }),
  ...{ areTwo: false, hasEmergency: false, reason: 'Police and carer told of one night', ...rest },
});

describe('decideEpisodeMerge', () => {
  it('grants what has a reason, also into one that leads others', () => {
    const value = 'Police and carer told of one night';
    expect(decideEpisodeMerge(wish())).toEqual({ kind: 'granted', value });
    expect(decideEpisodeMerge(wish({ holdsOthers: true }))).toEqual({ kind: 'granted', value });
  });

  it.each([
    ['emergency-only', wish({}, {}, { hasEmergency: true })],
    ['same-episode', wish({}, { episodeId: 'e1' })],
    ['other-child', wish({}, { childId: 'c2' })],
    ['cancelled', wish({ isCancelled: true })],
    ['cancelled', wish({}, { isCancelled: true })],
    ['merged-already', wish({}, { isMergedAway: true })],
    ['leads-elsewhere', wish({ isMergedAway: true })],
    ['holds-others', wish({}, { holdsOthers: true })],
    ['two-absences', wish({}, {}, { areTwo: true })],
    ['reason-too-short', wish({}, {}, { reason: 'same' })],
  ] as const)('refuses with %s', (because, asked) => {
    expect(decideEpisodeMerge(asked)).toEqual({ kind: 'refused', because });
  });
});

describe('decideEpisodeDistinction', () => {
  const said = (words: Partial<Parameters<typeof decideEpisodeDistinction>[0]> = {}) => ({
    ...{ one: report(), other: report({ episodeId: 'e2' }), areOne: false, areTwo: false, hasEmergency: false },
    ...{ reason: 'The home saw her between the two', ...words },
  });

  it('grants what has a reason', () => {
    expect(decideEpisodeDistinction(said())).toEqual({ kind: 'granted', value: 'The home saw her between the two' });
  });

  it.each([
    ['emergency-only', { hasEmergency: true }],
    ['same-episode', { other: report() }],
    ['other-child', { other: report({ episodeId: 'e2', childId: 'c2' }) }],
    ['cancelled', { one: report({ isCancelled: true }) }],
    ['cancelled', { other: report({ episodeId: 'e2', isCancelled: true }) }],
    ['one-absence', { areOne: true }],
    ['two-absences', { areTwo: true }],
    ['reason-too-short', { reason: 'two' }],
  ] as const)('refuses with %s', (because, words) => {
    expect(decideEpisodeDistinction(said(words))).toEqual({ kind: 'refused', because });
  });
});
