import { beforeAll, describe, expect, it } from '@jest/globals';
import { aMissingCase, aMonth, aReportBody } from '../../../test/builders/index.js';
import type { Solver } from '#domain/disclosure';
import { recoverReport, suppressReport } from '#domain/reports';
import { loadSolver } from './solve-with-highs.js';

let solver: Solver;
beforeAll(async () => {
  solver = await loadSolver();
});

/** Children by number who went missing once each on a day, from home, and were not interviewed. */
const missingOn = (day: string, children: readonly number[]) =>
  children.map((child) =>
    aMissingCase({
      id: `${day}-${child}`,
      childId: `child-${child}`,
      missingAt: `${day}T20:00:00Z`,
      returnedAt: `${day}T23:00:00Z`,
    }),
  );
const september = [1, 2, 3, 4, 5, 6, 7, 8];
const cases = [
  ...missingOn('2025-09-10', september),
  ...missingOn('2025-09-17', [8]),
  ...missingOn('2025-10-08', [11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22]),
];
const reportOn = (month: string, all = cases) => aReportBody(all, { first: aMonth(month), last: aMonth(month) });

describe('a report beside those that were published before it', () => {
  it('does not tell what an earlier one hides', () => {
    const earlier = suppressReport(reportOn('2025-09'), [], 5, solver);
    expect(earlier.headline).toMatchObject({ episodes: { value: 9 }, children: { suppressed: 'c' } });
    expect(recoverReport(earlier, [], solver).pinned).toEqual([]);

    const alone = suppressReport(reportOn('2025-10'), [], 5, solver);
    expect(alone.headline.previousMonth.children).toEqual({ value: 8 });
    expect(recoverReport(alone, [], solver).pinned).toEqual([]);
    expect(recoverReport(alone, [earlier], solver).pinned).toContain('earlier:0/headline/children');

    const beside = suppressReport(reportOn('2025-10'), [earlier], 5, solver);
    expect(beside.headline.previousMonth.children).toEqual({ suppressed: 'c' });
    expect(recoverReport(beside, [earlier], solver)).toMatchObject({ pinned: [] });
  });

  it('does not hide what an earlier one has told already', () => {
    const earlier = suppressReport(reportOn('2025-09', missingOn('2025-09-10', september)), [], 5, solver);
    expect(earlier.headline.children).toEqual({ value: 8 });
    const later = suppressReport(
      reportOn('2025-10', [...missingOn('2025-09-10', september), ...missingOn('2025-10-08', [11, 12, 13])]),
      [earlier],
      5,
      solver,
    );
    expect(later.headline.previousMonth.children).toEqual({ value: 8 });
    expect(recoverReport(later, [earlier], solver).pinned).toEqual([]);
  });

  it('leaves a month out of account that was corrected in between', () => {
    const earlier = suppressReport(reportOn('2025-09', missingOn('2025-09-10', september)), [], 5, solver);
    const later = suppressReport(reportOn('2025-10'), [earlier], 5, solver);
    expect(later.headline.previousMonth.episodes).toEqual({ value: 9 });
    expect(recoverReport(later, [earlier], solver).pinned).toEqual([]);
  });
});
