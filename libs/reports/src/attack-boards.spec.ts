import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aMonth, aReportBody, reportCases } from '../../../test/builders/index.js';
import type { Solver } from '#domain/disclosure';
import { recoverReport, suppressReport } from '#domain/reports';
import type { MaceReportBody } from '#domain/reports';
import { loadSolver } from './solve-with-highs.js';

/** `npm run check` tries a few; `npm run check:long` many (scripts/attack-boards.mjs). */
const BOROUGHS = Number(process.env['HOMEWARD_ATTACK_BOROUGHS'] ?? 4);
const MONTHS = Number(process.env['HOMEWARD_ATTACK_MONTHS'] ?? 3);

const borough = reportCases({
  ...{ from: '2024-09-01T00:00:00Z', days: 425, children: 40 },
  episodes: { least: 30, most: 100 },
});

describe('the board level of random boroughs', () => {
  let solver: Solver;
  beforeAll(async () => {
    solver = await loadSolver();
  });

  const drawn = fc.sample(borough, { numRuns: BOROUGHS, seed: 20180711 });
  it.each(drawn.map((cases, index) => [index + 1, cases] as const))(
    'of borough %i leaves nothing that can be recovered, month after month',
    (_number, cases) => {
      const published: MaceReportBody[] = [];
      for (let before = MONTHS - 1; before >= 0; before -= 1) {
        const first = aMonth('2025-10').subtract({ months: before });
        const report = aReportBody(cases, { first, last: first });
        const board = suppressReport(report, published, 5, solver);
        const found = recoverReport(board, published, solver);
        expect({ month: first.toString(), pinned: found.pinned }).toEqual({ month: first.toString(), pinned: [] });
        published.push(board);
      }
    },
  );
});
