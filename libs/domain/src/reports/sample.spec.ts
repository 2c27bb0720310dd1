import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { aReportBody, theSampleCases } from '../../../../test/builders/index.js';
import type { FactorRow } from './index.js';

interface Shorthand {
  readonly code: string;
  readonly numerator: number;
  readonly base: number;
}
interface Expected {
  readonly report: Readonly<Record<string, unknown>> & {
    readonly factors: Readonly<Record<string, unknown>> & Readonly<Record<'push' | 'pull', readonly Shorthand[]>>;
  };
}

const sample = new URL('../../../../test/contract/samples/expected-2025-10.json', import.meta.url);
const expected = JSON.parse(readFileSync(sample, 'utf8')) as Expected;

describe('the report on the sample provider return', () => {
  const report = aReportBody(theSampleCases());

  it.each(['cutOff', 'headline', 'groups', 'repeat', 'interviews', 'notCompleted', 'safetyPlans'] as const)(
    'has the %s worked out by hand',
    (key) => {
      const actual: unknown = key === 'interviews' ? report.interviews.slice(0, 1) : report[key];
      expect({ [key]: actual }).toMatchObject({ [key]: expected.report[key] });
    },
  );

  it('has the push and pull factors worked out by hand, and no others', () => {
    expect(report.factors.push.map(shorthand)).toEqual(expected.report.factors.push);
    expect(report.factors.pull.map(shorthand)).toEqual(expected.report.factors.pull);
  });

  it('has the vulnerabilities worked out by hand', () => {
    const { interviews, vulnerabilities } = expected.report.factors;
    expect(report.factors).toMatchObject({ interviews, vulnerabilities });
  });

  it('shows harm with the interviews in which none was disclosed in the base', () => {
    expect(report.factors.harm.map(shorthand)).toEqual([{ code: 'HA02', numerator: 1, base: 2 }]);
  });

  it('counts each child’s interview of November in the trend of no earlier month', () => {
    expect(report.factors.push.find(({ code }) => code === 'PU12')).toBeUndefined();
  });
});

function shorthand({ code, interviews: { numerator, base } }: FactorRow) {
  const valueOf = (cell: object) => ('value' in cell ? cell.value : cell);
  return { code, numerator: valueOf(numerator), base: valueOf(base) };
}
