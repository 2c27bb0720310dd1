import { isAfter, isBefore, periodOfMonths } from '../time/index.js';
import type { Instant, Period, ReportingMonth } from '../time/index.js';

/** The spans of time that a report looks at beside its own period. */
export interface ReportWindows {
  readonly period: Period;
  readonly previousMonth: Period;
  readonly sameMonthLastYear: Period;
  readonly rolling6: Period;
  readonly rolling12: Period;
  readonly trendMonths: readonly ReportingMonth[];
}

const TREND_MONTHS = 6;

/**
 * The windows of a report over the months from `first` to `last`, both included. The preceding window is as long as the
 * period; rolling windows and the trend end with its last month.
 */
export function reportWindows(first: ReportingMonth, last: ReportingMonth): ReportWindows {
  const months = monthsBetween(first, last);
  return {
    period: periodOfMonths(first, last),
    previousMonth: periodOfMonths(first.subtract({ months }), first.subtract({ months: 1 })),
    sameMonthLastYear: periodOfMonths(first.subtract({ years: 1 }), last.subtract({ years: 1 })),
    rolling6: periodOfMonths(last.subtract({ months: 5 }), last),
    rolling12: periodOfMonths(last.subtract({ months: 11 }), last),
    trendMonths: Array.from({ length: TREND_MONTHS }, (_, index) =>
      last.subtract({ months: TREND_MONTHS - 1 - index }),
    ),
  };
}

/** The first month whose starts, returns and interviews a report over these months has to know: 13 before, or more. */
export function firstMonthNeeded(first: ReportingMonth, last: ReportingMonth): ReportingMonth {
  return first.subtract({ months: Math.max(13, monthsBetween(first, last)) });
}

/** Whether anything of a period can be known: one that had ended when the records begin is not available. */
export function isHeld(period: Period, heldFrom: Instant | null): boolean {
  return heldFrom === null || isAfter(period.to, heldFrom);
}

/** The instant at which a window is looked back on: its end, or the cut-off when that comes first. */
export function endAsAt(period: Period, cutOff: Instant): Instant {
  return isBefore(period.to, cutOff) ? period.to : cutOff;
}

function monthsBetween(first: ReportingMonth, last: ReportingMonth): number {
  return first.until(last, { largestUnit: 'months' }).months + 1;
}
