import { factorSections } from '../../factors/index.js';
import type { FactorSection, FactorTaxonomy } from '../../factors/index.js';
import type { ReturnHomeInterview } from '../../interviews/index.js';
import { isAfter, periodOfMonths, startOfDay } from '../../time/index.js';
import type { ReportingMonth } from '../../time/index.js';
import { count, notApplicable, notAvailable, rate } from '../cells.js';
import type { Cell } from '../cells.js';
import type { FactorRow, Factors } from '../mace-report.js';
import { compareText } from './counted.js';
import { codesFound } from './sections.js';
import { buildPairs, buildVulnerabilities } from './vulnerabilities.js';

/** The completed interviews that began in one month of the trend, and whether the month is held at all. */
export interface TrendMonth {
  readonly month: ReportingMonth;
  readonly isHeld: boolean;
  readonly interviews: readonly ReturnHomeInterview[];
}

/** Push, pull, harm and vulnerabilities over the interviews that began in the period, each with its completeness. */
export function buildFactors(
  interviews: readonly ReturnHomeInterview[],
  trend: readonly TrendMonth[],
  taxonomy: FactorTaxonomy,
): Factors {
  return {
    interviews: count(interviews.length),
    sections: factorSections.map((section) => ({
      section,
      filled: rate(filledIn(interviews, section).length, interviews.length),
    })),
    push: factorRows('push', interviews, trend, taxonomy),
    pull: factorRows('pull', interviews, trend, taxonomy),
    harm: factorRows('harm', interviews, trend, taxonomy),
    vulnerabilities: buildVulnerabilities(interviews, taxonomy),
    pairs: buildPairs(interviews, taxonomy),
  };
}

/** What each interview with the section filled gives there. */
function filledIn(interviews: readonly ReturnHomeInterview[], section: FactorSection): readonly ReadonlySet<string>[] {
  return interviews.map((interview) => codesFound(interview, section)).filter((codes) => codes !== null);
}

/** One interview may hold several factors, so that the shares of a section do not add up to 100%. */
function factorRows(
  section: FactorSection,
  interviews: readonly ReturnHomeInterview[],
  trend: readonly TrendMonth[],
  taxonomy: FactorTaxonomy,
): readonly FactorRow[] {
  const filled = filledIn(interviews, section);
  const months = trend.map((each) => ({ ...each, filled: filledIn(each.interviews, section) }));
  const timesFound = (codes: readonly ReadonlySet<string>[], code: string) =>
    codes.filter((each) => each.has(code)).length;
  return [...new Set(filled.flatMap((codes) => [...codes]))]
    .map((code) => ({ code, times: timesFound(filled, code) }))
    .sort((left, right) => right.times - left.times || compareText(left.code, right.code))
    .map(({ code, times }) => ({
      code,
      label: taxonomy.findByCode(code)?.label ?? code,
      interviews: rate(times, filled.length),
      trend: months.map((each) => ({
        month: each.month.toString(),
        value: each.isHeld ? trendValue(timesFound(each.filled, code), code, each.month, taxonomy) : notAvailable,
        base: each.isHeld ? count(each.filled.length) : notAvailable,
      })),
    }));
}

/** A code that did not exist yet in a month does not apply there: its line says when it began. */
function trendValue(times: number, code: string, month: ReportingMonth, taxonomy: FactorTaxonomy): Cell {
  const factor = taxonomy.findByCode(code);
  const beganLater = factor !== null && !isAfter(periodOfMonths(month, month).to, startOfDay(factor.validFrom));
  return times === 0 && beganLater ? notApplicable : count(times);
}
