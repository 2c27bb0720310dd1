import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aMoment } from '../../../../test/builders/index.js';
import { whyDouble } from '../episodes/index.js';
import { episodeSpan, isNear, isSameAsReferred, isSurelyOverlapping } from './episode-span.js';

const hours = fc.integer({ min: 0, max: 96 });
const moments = fc.tuple(hours, fc.boolean()).map(([hour, isTimed]) => {
  const at = new Date(Date.UTC(2025, 9, 10, hour)).toISOString();
  return { hour, moment: aMoment(isTimed ? at : `${at.slice(8, 10)}/${at.slice(5, 7)}/${at.slice(0, 4)}`) };
});
const episodes = fc
  .tuple(moments, fc.option(moments), fc.constantFrom(null, 'turned_18' as const))
  .filter(([began, ended]) => ended === null || began.hour <= ended.hour)
  .map(([began, ended, end]) => ({ missingAt: began.moment, returnedAt: ended?.moment ?? null, end }));

describe('what is said of a row beside an episode of another source', () => {
  it('is said of no two that are not also listed as double reports', () => {
    fc.assert(
      fc.property(episodes, episodes, (left, right) => {
        const [one, other] = [episodeSpan(left), episodeSpan(right)];
        fc.pre(isSurelyOverlapping(one, other) || isNear(one, other));
        const of = (id: string, episode: typeof left) => ({ id, childId: 'child-1', sources: [id], ...episode });
        expect(whyDouble(of('one', left), of('other', right))).not.toBeNull();
      }),
      { numRuns: 500 },
    );
  });
});

const span = (missing: string, returned: string | null) =>
  episodeSpan({ missingAt: aMoment(missing), returnedAt: returned === null ? null : aMoment(returned), end: null });
const referred = span('2025-10-10T20:00:00Z', '2025-10-11T08:00:00Z');

describe('isSameAsReferred', () => {
  it.each([
    ['2025-10-10T17:59:59Z', '2025-10-11T08:00:00Z', false],
    ['2025-10-10T18:00:00Z', '2025-10-11T08:00:00Z', true],
    ['2025-10-10T22:00:00Z', '2025-10-11T06:00:00Z', true],
    ['2025-10-10T22:00:01Z', '2025-10-11T06:00:00Z', false],
    ['2025-10-10T18:00:00Z', '2025-10-10T20:00:00Z', false],
    ['2025-10-10T19:00:00Z', null, true],
    ['2025-10-10', '2025-10-11', true],
    ['2025-10-09', '2025-10-11', false],
  ])('of an absence from %s to %s is %s', (missing, returned, is) =>
    expect(isSameAsReferred(span(missing, returned), referred)).toBe(is),
  );

  it('is so of a child who is still away on record', () =>
    expect(
      isSameAsReferred(span('2025-10-10T20:30:00Z', '2025-10-11T08:00:00Z'), span('2025-10-10T20:00:00Z', null)),
    ).toBe(true));
});
