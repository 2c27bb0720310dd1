import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aMonth, aReportBody, reportCases } from '../../../test/builders/index.js';
import type { Solver } from '#domain/disclosure';
import { recoverReport } from '#domain/reports';
import type { MaceReportBody } from '#domain/reports';
import { loadSolver } from './solve-with-highs.js';

const [cases = []] = fc.sample(
  reportCases({
    ...{ from: '2024-09-01T00:00:00Z', days: 425, children: 40 },
    episodes: { least: 300, most: 300 },
  }),
  { numRuns: 1, seed: 1 },
);
const month = aReportBody(cases);
const quarter = aReportBody(cases, { first: aMonth('2025-08'), last: aMonth('2025-10') });
const halfYear = aReportBody(cases, { first: aMonth('2025-05'), last: aMonth('2025-10') });

/** A copy with other parts in the places that pointers name. */
function put(report: MaceReportBody, parts: Readonly<Record<string, unknown>>): MaceReportBody {
  const copy = (part: unknown, pointer: string): unknown => {
    if (pointer in parts) return parts[pointer];
    if (Array.isArray(part)) return part.map((each, index) => copy(each, `${pointer}/${index}`));
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, each]) => [key, copy(each, `${pointer}/${key}`)]));
  };
  return copy(report, '') as MaceReportBody;
}

function hide(report: MaceReportBody, ...pointers: readonly string[]): MaceReportBody {
  return put(report, Object.fromEntries(pointers.map((pointer) => [pointer, { suppressed: 'c' }])));
}

const value = (number: number) => ({ value: number });
const rowOf = (rows: readonly { readonly key?: string; readonly code?: string }[], key: string) =>
  rows.findIndex((row) => row.key === key || row.code === key);
const notPlaced = `/demographics/placement/${rowOf(month.demographics.placement, 'not_placed')}`;
const twoGroups = put(aReportBody([]), {
  '/groups': ['home', 'care_leaver'].map((group) => ({
    group,
    label: '',
    episodes: { suppressed: 'c' },
    children: { suppressed: 'c' },
  })),
  '/demographics/placement': [{ key: 'not_placed', label: '', episodes: value(2), children: { notAvailable: 'x' } }],
  ...{ '/headline/episodes': value(2), '/headline/children': { notAvailable: 'x' } },
});
const withPercentile = (known: number, completed: number, percentile90: number) =>
  put(
    hide(
      aReportBody([]),
      '/interviews/0/late',
      '/interviews/0/completedIn72h',
      '/interviews/0/in72hOfCompleted/numerator',
      '/interviews/0/in72hOfRequired/numerator',
    ),
    {
      '/interviews/0/completed': value(completed),
      ...Object.fromEntries(
        ['completedOfRequired/numerator', 'completedOfOffered/numerator', 'in72hOfCompleted/base'].map((key) => [
          `/interviews/0/${key}`,
          value(completed),
        ]),
      ),
      ...Object.fromEntries(
        ['required', 'accepted', 'offered', 'returned'].map((key) => [`/interviews/0/${key}`, { notAvailable: 'x' }]),
      ),
      '/lateness/interview': { median: 20, percentile90, known: value(known), cannotTell: value(0) },
    },
  );
/** As the report itself orders them, the largest first, with the second of two equal ones between them hidden. */
const bySize = put(aReportBody([]), {
  '/factors/push': ['PU08', 'PU01', 'PU15'].map((code, row) => ({
    ...{ code, label: code, trend: [] },
    interviews: { numerator: row === 1 ? { suppressed: 'c' } : value(7), base: value(30), percent: null },
  })),
});

/** One count in every row of the funnel that has any of it. */
function interviewRows(key: 'accepted'): readonly string[] {
  return month.interviews.flatMap((row, index) => {
    const cell = row[key];
    return 'value' in cell && cell.value > 0 ? [`/interviews/${index}/${key}`] : [];
  });
}

const leaks: readonly (readonly [string, MaceReportBody, string])[] = [
  ['a pair that must be 1 and 1', twoGroups, '/groups/0/episodes'],
  [
    'a percentage on a base of 20',
    put(aReportBody([]), {
      '/factors/sections/0/filled': { numerator: { suppressed: 'c' }, base: value(20), percent: 15 },
      '/factors/interviews': { notAvailable: 'x' },
    }),
    '/factors/sections/0/filled/numerator',
  ],
  ['a group against the total', hide(month, '/groups/1/episodes'), '/groups/1/episodes'],
  ['a group of the funnel against all', hide(month, '/interviews/1/notYetDue'), '/interviews/1/notYetDue'],
  [
    'another table of one population',
    hide(month, `${notPlaced}/episodes`, '/demographics/placement/1/episodes'),
    `${notPlaced}/episodes`,
  ],
  ['the sum of the bands', hide(month, '/repeat/bands/0/children'), '/repeat/bands/0/children'],
  [
    'missing and away against both',
    hide(month, '/headline/rolling12/episodesAway'),
    '/headline/rolling12/episodesAway',
  ],
  [
    'a quarter and the one before against six months',
    hide(quarter, '/headline/rolling6/episodesAway', '/headline/rolling6/episodesMissing'),
    '/headline/rolling6/episodesAway',
  ],
  [
    'half a year against six months that are the same',
    hide(halfYear, '/headline/children', '/repeat/bands/0/children'),
    '/headline/children',
  ],
  [
    'months of a factor against the quarter',
    hide(quarter, '/factors/push/0/trend/4/value'),
    '/factors/push/0/trend/4/value',
  ],
  [
    'children missing now, shown beside another window',
    hide(month, '/headline/currentlyMissing'),
    '/headline/currentlyMissing',
  ],
  ['the twin of a share', hide(month, ...interviewRows('accepted')), '/interviews/0/accepted'],
  ['a 90th percentile within 72 hours', withPercentile(12, 12, 70), '/interviews/0/late'],
  ['the order of rows', bySize, '/factors/push/1/interviews/numerator'],
];

describe('recoverReport', () => {
  let solver: Solver;
  beforeAll(async () => {
    solver = await loadSolver();
  });

  it.each(leaks)('recovers a count from %s', (_words, report, pointer) =>
    expect(recoverReport(report, [], solver).pinned).toContain(pointer),
  );

  it('recovers two bands from their sum and from the episodes that they stand for', () => {
    const pair = ['/repeat/bands/0/children', '/repeat/bands/1/children'] as const;
    expect(recoverReport(hide(month, ...pair), [], solver).pinned).toEqual(pair);
  });

  it('recovers nothing where one more count is hidden', () => {
    const pair = hide(month, '/demographics/age/0/episodes', '/demographics/age/1/episodes');
    expect(recoverReport(pair, [], solver)).toMatchObject({ hidden: 2, pinned: [] });
  });
});
