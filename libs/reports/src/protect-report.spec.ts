import { describe, expect, it } from '@jest/globals';
import { aReport, theSampleCases } from '../../../test/builders/index.js';
import { checkReport } from './check-report.js';
import { ReportRefused } from './report-request.js';
import { protectReport, refusePinned } from './protect-report.js';
import { runDisclosure } from './run-disclosure.js';

const report = aReport(theSampleCases());

describe('protectReport', () => {
  it('gives a report that follows the published schema, and of which no hidden count is known', async () => {
    const { body, certificate } = await protectReport(report, { threshold: 5, earlier: [] });
    const published = JSON.stringify({ ...report, ...body, certificate });
    const { hidden, narrowest } = certificate;
    expect(hidden).toBeGreaterThan(0);
    expect(body.definitions).toEqual(report.definitions);
    expect(await checkReport(published)).toEqual({ kind: 'checked', recovery: { hidden, pinned: [], narrowest } });
  });

  it.each([
    [['/groups/0/children'], 'a hidden count could be worked out'],
    [['/groups/0/children', '/groups/1/children'], '2 hidden counts could be worked out'],
  ])('is refused where %j is pinned', (pinned, words) => {
    expect(() => refusePinned(pinned)).toThrow(ReportRefused);
    expect(() => refusePinned(pinned)).toThrow(words);
  });
});

describe('checkReport', () => {
  it('knows what is no report', async () => {
    for (const text of ['', '{', '[]', 'null', JSON.stringify({ ...report, format: 2 })])
      expect(await checkReport(text)).toEqual({ kind: 'no-report' });
  });

  it('finds a count that is left to be taken from its total', async () => {
    const [all, ...others] = report.interviews;
    const leaky = { ...report, interviews: [{ ...all, late: { suppressed: 'c' } }, ...others] };
    expect(await checkReport(JSON.stringify(leaky))).toMatchObject({
      kind: 'checked',
      recovery: { hidden: 1, pinned: ['/interviews/0/late'], narrowest: 0 },
    });
  });

  it('cannot tell where the figures contradict each other', async () => {
    const headline = { ...report.headline, episodesMissing: { value: 1000 }, episodesAway: { suppressed: 'c' } };
    expect(await checkReport(JSON.stringify({ ...report, headline }))).toMatchObject({
      kind: 'not-told',
      why: expect.stringContaining('contradict'),
    });
  });
});

describe('runDisclosure', () => {
  it('ends after its limit, with nothing proved', async () => {
    const task = { kind: 'suppress', report, threshold: 5, earlier: [] } as const;
    await expect(runDisclosure(task, 1)).rejects.toThrow('Nothing was proved within 0.001 seconds.');
  });
});
