import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cellsOf } from '#domain/reports';
import { systemContext } from '#persistence';
import { obtainMaceReport, renderMaceReportHtml } from '#reports';
import type { ReportRequest, StoredReport } from '#reports';
import { aMonth, anInstant } from '../builders/index.js';
import { withClient } from '../support/postgres.js';
import { SUTTON, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';

const context = { ...systemContext(SUTTON, 'test'), actor: 'authority' } as const;
const boardReader = { ...context, role: 'board_reader', reach: 'none', fields: [] } as const;

let test: TestService;
let board: StoredReport;

function obtain(
  words: Partial<ReportRequest> = {},
  as: typeof context | typeof boardReader = context,
): Promise<StoredReport> {
  const [month, cutOff] = [aMonth('2025-10'), anInstant('2025-11-03T09:00:00Z')];
  const request = { first: month, last: month, audience: 'board', cutOff, rebuild: false, ...words } as const;
  return obtainMaceReport(test.service.database, test.service.lists, as, request);
}

const builds = () =>
  withClient(test.database.superuserUrl, async (client) => {
    const sql = `SELECT build FROM report_snapshot WHERE audience = 'board' ORDER BY built_at`;
    return (await client.query<{ build: number }>(sql)).rows.map(({ build }) => build);
  });

describe('the report to the board', () => {
  beforeAll(async () => {
    test = await createTestService({ months: 2 });
    // Two at once: as many answers, one report.
    const [one, other] = await Promise.all([obtain(), obtain({}, boardReader)]);
    expect(other.json).toBe(one.json);
    expect(await builds()).toEqual([1]);
    board = one;
  });
  afterAll(() => test.close());

  it('is given again byte for byte', async () => {
    expect((await obtain()).json).toBe(board.json);
    expect((await obtain({ cutOff: null, anyCutOff: true }, boardReader)).json).toBe(board.json);
    expect(await builds()).toEqual([1]);
  });

  it('carries its certificate: what is hidden of how many, none of it known, by what that was tried', () => {
    const cells = [...cellsOf(board.report).values()];
    const hidden = cells.filter((cell) => 'suppressed' in cell).length;
    expect(hidden).toBeGreaterThan(0);
    expect(board.report.certificate).toEqual({
      ...{ hidden, pinned: [], threshold: 5, seconds: expect.any(Number) },
      counts: hidden + cells.filter((cell) => 'value' in cell).length,
      narrowest: expect.any(Number),
      solver: expect.stringMatching(/^HiGHS, npm package highs \d/),
    });
    expect(board.report.certificate?.narrowest).toBeGreaterThan(0);
  });

  it('shows no small count, and where it hides one no share of it, in its JSON and on its page', async () => {
    const { report } = await obtain({ audience: 'mace' });
    const truth = cellsOf(report);
    expect([...truth.values()].some((cell) => 'value' in cell && cell.value > 0 && cell.value < 5)).toBe(true);
    const shown = [...cellsOf(board.report).values()].flatMap((cell) => ('value' in cell ? [cell.value] : []));
    expect(shown.filter((value) => value > 0 && value < 5)).toEqual([]);
    const shares = [...board.json.matchAll(/\{"base":(\{[^}]+\}),"numerator":(\{[^}]+\}),"percent":([^}]+)\}/g)];
    expect(shares.length).toBeGreaterThan(0);
    expect(
      shares.filter(
        ([, base, numerator, percent]) => `${base}${numerator}`.includes('suppressed') && percent !== 'null',
      ),
    ).toEqual([]);
    const cells = [...renderMaceReportHtml(board.report).matchAll(/<td [^>]+>([^<]*)<\/td>/g)].map(
      ([, words = '']) => words,
    );
    expect(cells.filter((words) => /^[1-4]$|(^|\()[1-4]\u00a0of/.test(words))).toEqual([]);
    expect(cells.filter((words) => words.includes('suppressed')).length).toBeGreaterThan(0);
  });

  it('is not made again for who sees no true counts, nor before the month is over', async () => {
    const late = { cutOff: anInstant('2025-11-04T09:00:00Z') };
    await expect(obtain(late, boardReader)).rejects.toThrow('leave the cut-off out');
    await expect(obtain({ rebuild: true }, boardReader)).rejects.toThrow('leave the cut-off out');
    const early = { cutOff: anInstant('2025-10-15T09:00:00Z') };
    await expect(obtain(early, boardReader)).rejects.toThrow('made when its month is over');
    await expect(
      obtain({ ...early, first: aMonth('2025-11'), last: aMonth('2025-11'), anyCutOff: true }),
    ).rejects.toThrow('made when its month is over');
    expect(await builds()).toEqual([1]);
  });

  it('hides by the threshold that the authority has set', async () => {
    await withClient(test.database.superuserUrl, (client) =>
      client.query(`UPDATE authority_setting SET suppression_threshold = 10 WHERE authority = $1`, [SUTTON]),
    );
    const { report } = await obtain({ rebuild: true });
    expect([report.build, report.certificate?.threshold]).toEqual([2, 10]);
    const shown = [...cellsOf(report).values()].flatMap((cell) => ('value' in cell ? [cell.value] : []));
    expect(shown.filter((value) => value > 0 && value < 10)).toEqual([]);
  });
});
