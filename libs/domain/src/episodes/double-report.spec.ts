import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aMoment } from '../../../../test/builders/index.js';
import { findDoubleReports, whyDouble } from './double-report.js';
import type { AbsenceReport } from './double-report.js';

const report = (words: Partial<AbsenceReport> & { readonly from?: string; readonly to?: string | null } = {}) => {
  const { from = '2025-10-10T18:00:00Z', to = '2025-10-10T22:00:00Z', ...rest } = words;
  return {
    ...{ id: 'one', childId: 'child-1', sources: ['harbour'], end: null },
    ...{ missingAt: aMoment(from), returnedAt: to === null ? null : aMoment(to) },
    ...rest,
  };
};
const other = (words: Parameters<typeof report>[0] = {}) => report({ id: 'other', sources: ['northway'], ...words });

describe('whyDouble', () => {
  it.each([
    ['overlaps by a second', '2025-10-10T21:59:59Z', '2025-10-11T05:00:00Z', 'overlap'],
    ['begins as it ends', '2025-10-10T22:00:00Z', '2025-10-11T05:00:00Z', 'close'],
    ['begins two hours after it', '2025-10-11T00:00:00Z', '2025-10-11T05:00:00Z', 'close'],
    ['begins two hours and a second after it', '2025-10-11T00:00:01Z', '2025-10-11T05:00:00Z', null],
    ['ends two hours before it', '2025-10-10T10:00:00Z', '2025-10-10T16:00:00Z', 'close'],
    ['ends two hours and a second before it', '2025-10-10T10:00:00Z', '2025-10-10T15:59:59Z', null],
    ['is told of its day without times', '10/10/2025', '10/10/2025', 'time_not_known'],
    ['is told of two days later without times', '12/10/2025', '12/10/2025', null],
    ['began within it and has no return', '2025-10-10T19:00:00Z', null, 'close'],
    ['began before it and has no return', '2025-10-09T19:00:00Z', null, 'return_not_known'],
    ['began after it and has no return', '2025-10-12T19:00:00Z', null, null],
  ] as const)('of another source’s report that %s is %s', (_words, from, to, why) => {
    expect(whyDouble(report(), other({ from, to }))).toBe(why);
    expect(whyDouble(other({ from, to }), report())).toBe(why);
  });

  it('takes two that one source told of for two, unless they overlap', () => {
    const same = { sources: ['northway', 'harbour'] };
    expect(whyDouble(report(), other({ ...same, from: '2025-10-10T22:00:00Z', to: null }))).toBeNull();
    expect(whyDouble(report(), other({ ...same, from: '2025-10-10T21:00:00Z', to: '2025-10-11T05:00:00Z' }))).toBe(
      'overlap',
    );
  });

  it.each([
    ['itself', { id: 'one' }],
    ['another child’s', { childId: 'child-2' }],
    ['one that was recorded in error', { end: 'cancelled' }],
  ] as const)('leaves out %s', (_words, words) => {
    expect(whyDouble(report(), other(words))).toBeNull();
    expect(whyDouble(other(words), report())).toBeNull();
  });

  it('takes one that ended otherwise than by a return as over', () => {
    const ended = other({ from: '2025-10-09T19:00:00Z', to: null, end: 'turned_18' });
    expect(whyDouble(report(), ended)).toBeNull();
  });
});

const reports = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 1, max: 30 }).map((number) => `e${number}`),
    childId: fc.constantFrom('child-1', 'child-2'),
    hour: fc.integer({ min: 0, max: 120 }),
    length: fc.option(fc.integer({ min: 0, max: 20 })),
    source: fc.constantFrom('harbour', 'northway', 'council'),
  }),
  { selector: ({ id }) => id, maxLength: 10 },
);
const at = (hour: number) => new Date(Date.UTC(2025, 9, 10, hour)).toISOString();

describe('findDoubleReports', () => {
  it('finds each two for which something speaks once, in one order however they are given', () => {
    fc.assert(
      fc.property(
        reports.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          const read = (given: typeof all) =>
            given.map(({ id, childId, hour, length, source }) =>
              report({
                ...{ id, childId, sources: [source], from: at(hour) },
                to: length === null ? null : at(hour + length),
              }),
            );
          const found = findDoubleReports(read(all));
          const count = read(all).flatMap((left, place) =>
            read(all)
              .slice(place + 1)
              .filter((right) => whyDouble(left, right) !== null),
          ).length;
          expect(found).toHaveLength(count);
          expect(findDoubleReports(read(shuffled))).toEqual(found);
          const starts = found.map(({ first }) => first.missingAt.at.epochMilliseconds);
          expect(starts).toEqual([...starts].sort((left, right) => left - right));
        },
      ),
      { numRuns: 300 },
    );
  });
});
