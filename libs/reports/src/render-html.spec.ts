import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { projectPath } from '#platform';
import { aReport, theSampleCases } from '../../../test/builders/index.js';
import { renderMaceReportContent, renderMaceReportHtml } from './index.js';

const report = aReport(theSampleCases());
const html = renderMaceReportHtml(report);
const text = html.replaceAll(/<style>[^]*?<\/style>|<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

describe('renderMaceReportHtml', () => {
  it.each([
    'OFFICIAL-SENSITIVE',
    'Missing children and return home interviews: Sutton, October 2025',
    '43% (6 of 14)',
    '55% (6 of 11)',
    'No reason recorded 1',
    'Bullying (PU11) 14% (1 of 7)',
    'Completed within 72 hours, divided by required.',
    'Suppressed A number that is not published',
  ])('says %p', (words) => {
    expect(text).toContain(words);
  });

  it('gives cut-off and building in London time with the day named', () => {
    expect(text).toMatch(/Cut-off Monday,? 3 November 2025, 09:00;/);
    expect(text).toMatch(/Built Monday,? 3 November 2025, 10:00,/);
  });

  it('gives each table a caption, and each of its headers a scope', () => {
    expect(html.match(/<table/g)?.length).toBe(html.match(/<caption/g)?.length);
    expect(html.match(/<th /g)?.length).toBe(html.match(/<th scope="(col|row)"/g)?.length);
  });

  it('has one title of the first level, no identifier twice, and every label and link at its place', () => {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    const targets = [...html.matchAll(/(?:aria-labelledby="|href="#)([^"]+)"/g)].map(([, id]) => id);
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(targets));
  });

  it('stands alone: no script and nothing fetched', () => {
    expect(html).not.toMatch(/<script|<link|src=|url\(|@import/);
  });

  it('escapes whatever the report holds', () => {
    const hostile = renderMaceReportHtml({ ...report, caveats: ['<img src=x onerror=alert(1)>'] });
    expect(hostile).toContain('&lt;img src&#x3D;x');
    expect(hostile).not.toContain('<img');
  });

  it('says in words what is suppressed and what is not available', () => {
    const [all, ...others] = report.interviews;
    const hidden = {
      ...report,
      audience: 'board' as const,
      interviews: all ? [{ ...all, late: { suppressed: 'c' as const } }, ...others] : [],
    };
    expect(renderMaceReportHtml(hidden)).toContain('>suppressed</td>');
  });

  it('says how much is hidden, and what was tried to find it out', () => {
    const certificate = {
      ...{
        hidden: 438,
        pinned: [],
        narrowest: 1,
        counts: 1193,
        threshold: 5,
        seconds: 6.5,
        solver: 'HiGHS, npm package highs 1.15.3',
      },
    };
    expect(renderMaceReportHtml({ ...report, certificate })).toContain(
      '438 of 1,193 counts: those from 1 to 4, and others from which these could be worked out. None of them can be worked out from this report; each can still be one of 2 numbers or more. Tried with HiGHS, npm package highs 1.15.3, in 6.5 seconds.',
    );
  });

  it('has templates without a triple stash or any other way round escaping', () => {
    const folder = projectPath('libs', 'reports', 'templates');
    const sources = readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`, 'utf8'));
    expect(sources.join('')).not.toMatch(/\{\{\{|\{\{&/);
  });
});

describe('renderMaceReportContent', () => {
  it('is the same report without the page around it', () => {
    const content = renderMaceReportContent(report);
    expect(content).not.toMatch(/<html|<h1|<style|<main/);
    expect(html).toContain(content.trim());
  });
});
