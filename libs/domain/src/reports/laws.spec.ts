import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aReportBody, reportCases } from '../../../../test/builders/index.js';
import type { Cell, InterviewCounts, InterviewRow, MaceReportBody } from './index.js';

const cases = reportCases();

const n = (cell: Cell | undefined) => (cell !== undefined && 'value' in cell ? cell.value : NaN);
const sum = (cells: readonly Cell[]) => cells.reduce((total, cell) => total + n(cell), 0);
const counts: readonly (keyof InterviewCounts<Cell>)[] = [
  'returned',
  'required',
  'notYetDue',
  'otherAuthorityDuty',
  'cancelled',
  'notCounted',
  'offered',
  'offeredCarerOnly',
  'offeredIn72h',
  'offeredCannotTell',
  'accepted',
  'declined',
  'completed',
  'completedIn72h',
  'late',
  'cannotTell',
];

function holds(law: (report: MaceReportBody) => void): void {
  fc.assert(
    fc.property(cases, (drawn) => law(aReportBody(drawn))),
    { numRuns: 150 },
  );
}

function expectRowToAddUp(row: InterviewRow): void {
  const { required, notYetDue, otherAuthorityDuty, cancelled, notCounted } = row;
  expect(sum([required, notYetDue, otherAuthorityDuty, cancelled, notCounted])).toBe(n(row.returned));
  expect(sum([row.completedIn72h, row.late, row.cannotTell])).toBe(n(row.completed));
  expect(n(row.offeredIn72h) + n(row.offeredCannotTell)).toBeLessThanOrEqual(n(row.offered));
  expect(n(row.completed)).toBeLessThanOrEqual(n(row.accepted));
  expect(n(row.accepted)).toBeLessThanOrEqual(n(row.offered));
  expect(n(row.offered) + n(row.offeredCarerOnly)).toBeLessThanOrEqual(n(row.required));
  expect(n(row.completed) + n(row.declined)).toBeLessThanOrEqual(n(row.required));
}

describe('every report', () => {
  it('is the same in whatever order the cases come', () => {
    const shuffled = cases.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        expect(aReportBody(other)).toEqual(aReportBody(all));
      }),
      { numRuns: 150 },
    );
  });

  it('puts every return in exactly one place, and every completed interview on one side of the clock', () =>
    holds(({ interviews }) => interviews.forEach(expectRowToAddUp)));

  it('has the funnel of all equal to the sums over groups and over providers', () =>
    holds(({ interviews }) => {
      const [all, ...rows] = interviews;
      for (const by of ['group', 'provider'] as const) {
        const part = rows.filter((row) => row.by === by);
        for (const key of counts) expect(sum(part.map((row) => row[key]))).toBe(n(all?.[key]));
      }
    }));

  it('has as many episodes in every table as in the headline', () =>
    holds(({ headline, groups, patterns, demographics }) => {
      const { weekday, hour, returnWeekday, returnHour, duration } = patterns;
      const { age, gender, ethnicity, placement } = demographics;
      const tables = [groups, weekday, hour, returnWeekday, returnHour, duration, age, gender, ethnicity, placement];
      for (const rows of tables) expect(sum(rows.map(({ episodes }) => episodes))).toBe(n(headline.episodes));
      expect(sum([headline.episodesMissing, headline.episodesAway])).toBe(n(headline.episodes));
    }));

  it('never has children fewer than the most or more than the sum of the groups', () =>
    holds(({ headline, groups, repeat }) => {
      const children = groups.map((row) => row.children);
      expect(n(headline.children)).toBeGreaterThanOrEqual(Math.max(0, ...children.map(n)));
      expect(n(headline.children)).toBeLessThanOrEqual(sum(children));
      expect(sum(repeat.bands.map((band) => band.children))).toBe(n(headline.children));
    }));

  it('has a reason, or none recorded, for each required interview that was not completed', () =>
    holds(({ interviews, notCompleted }) => {
      const all = interviews[0];
      expect(sum(notCompleted.map((row) => row.count))).toBe(n(all?.required) - n(all?.completed));
    }));

  it('ends the trend of a factor with the month itself, and has each vulnerability in exactly three states', () =>
    holds(({ factors }) => {
      for (const { interviews, trend } of factors.push) {
        expect(trend.at(-1)).toEqual({ month: '2025-10', value: interviews.numerator, base: interviews.base });
      }
      for (const { present, absent, notRecorded } of factors.vulnerabilities) {
        expect(sum([present, absent, notRecorded])).toBe(n(factors.interviews));
      }
    }));

  it('lists only rows that hold something', () =>
    holds(({ groups, repeat, notCompleted, factors }) => {
      const cells = [
        ...groups.map(({ episodes }) => episodes),
        ...repeat.bands.map(({ children }) => children),
        ...notCompleted.map((row) => row.count),
        ...factors.push.map(({ interviews }) => interviews.numerator),
      ];
      for (const cell of cells) expect(n(cell)).toBeGreaterThan(0);
    }));
});
