import { caseAsAt } from '../cases/index.js';
import type { MissingCase } from '../cases/index.js';
import type { FactorTaxonomy } from '../factors/index.js';
import type { ProviderId } from '../kernel/index.js';
import { periodOfMonths } from '../time/index.js';
import type { Instant, ReportingMonth } from '../time/index.js';

import { buildCaveats } from './caveats.js';
import { COUNTING_RULES_VERSION, reportDefinitions } from './definitions.js';
import { heldIn, returnedIn, startedIn } from './indicators/counted.js';
import { buildDemographics } from './indicators/demographics.js';
import { buildFactors } from './indicators/factors.js';
import type { TrendMonth } from './indicators/factors.js';
import { buildGroups } from './indicators/groups.js';
import { buildHeadline } from './indicators/headline.js';
import { buildInterviewRows } from './indicators/interview-timeliness.js';
import type { ReportProvider } from './indicators/interview-timeliness.js';
import { buildLateness } from './indicators/lateness.js';
import { buildNotCompleted } from './indicators/not-completed.js';
import { buildPatterns } from './indicators/patterns.js';
import { buildRepeatBands } from './indicators/repeat.js';
import { returnsByDuty } from './indicators/returns.js';
import { buildSafetyPlans } from './indicators/safety-plans.js';
import type { MaceReportBody, ReportAuthority } from './report-document.js';
import { isHeld, reportWindows } from './report-windows.js';
import type { ReportWindows } from './report-windows.js';

/** All that a report is made of: the same input gives the same report, in whatever order the cases come. */
export interface MaceReportInput {
  readonly authority: ReportAuthority;
  readonly first: ReportingMonth;
  /** The last month, included; the same as the first for a report on one month. */
  readonly last: ReportingMonth;
  readonly cutOff: Instant;
  readonly audience: 'operational' | 'mace';
  /** Each case once, with a start, return or interview since `firstMonthNeeded`, and every one still open. */
  readonly cases: readonly MissingCase[];
  readonly providers: ReadonlyMap<ProviderId, ReportProvider>;
  readonly taxonomy: FactorTaxonomy;
  /** When this system's records begin: nothing is available for what ended before. Null: they have no known beginning. */
  readonly heldFrom: Instant | null;
}

/** Counts the report from the cases as they stood at the cut-off, by the rules of domain brief 4.1; true counts. */
export function buildMaceReport(input: MaceReportInput): MaceReportBody {
  const { cutOff, heldFrom, taxonomy } = input;
  const windows = reportWindows(input.first, input.last);
  const cases = input.cases.map((each) => caseAsAt(each, cutOff)).filter((each) => each !== null);
  const started = startedIn(cases, windows.period);
  const returned = returnedIn(cases, windows.period);
  const held = heldIn(cases, windows.period);
  const { required } = returnsByDuty(returned, cutOff);
  const interviews = held.map(({ interview }) => interview);
  return {
    ...headerOf(input),
    headline: buildHeadline(cases, windows, cutOff, heldFrom),
    groups: buildGroups(started),
    repeat: { bands: buildRepeatBands(started) },
    interviews: buildInterviewRows(returned, cutOff, input.providers),
    notCompleted: buildNotCompleted(required),
    lateness: buildLateness(required),
    factors: buildFactors(interviews, trendMonths(cases, windows, heldFrom), taxonomy),
    patterns: buildPatterns(started),
    demographics: buildDemographics(started),
    safetyPlans: buildSafetyPlans(held),
    caveats: buildCaveats({ windows, cutOff, heldFrom, started, required }),
  };
}

function headerOf({ first, last, cutOff, audience, authority, taxonomy }: MaceReportInput) {
  return {
    format: 1,
    period: { from: first.toString(), to: last.toString() },
    cutOff: cutOff.toString(),
    audience,
    authority: { code: authority.code, name: authority.name },
    rulesVersion: COUNTING_RULES_VERSION,
    taxonomyVersion: taxonomy.version,
    definitions: reportDefinitions,
  } as const;
}

function trendMonths(
  cases: readonly MissingCase[],
  windows: ReportWindows,
  heldFrom: Instant | null,
): readonly TrendMonth[] {
  return windows.trendMonths.map((month) => {
    const period = periodOfMonths(month, month);
    const interviews = heldIn(cases, period).map(({ interview }) => interview);
    return { month, isHeld: isHeld(period, heldFrom), interviews };
  });
}
