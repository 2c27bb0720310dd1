import { describe, expect, it } from '@jest/globals';
import { aMoment } from '../../../../test/builders/index.js';
import { episodeSpan, isSameAsReferred } from './index.js';

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
