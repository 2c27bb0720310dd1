import { Temporal, dayInLondon, startOfDay } from './temporal.js';
import type { Instant } from './temporal.js';

/** A calendar month in London, written `YYYY-MM`. */
export type ReportingMonth = Temporal.PlainYearMonth;

/** Instants from `from` up to but not including `to`. */
export interface Period {
  readonly from: Instant;
  readonly to: Instant;
}

/** Reads `YYYY-MM`; null when it is not a month between 2000 and 2100. */
export function parseReportingMonth(text: string): ReportingMonth | null {
  const match = /^(20\d\d|2100)-(0[1-9]|1[0-2])$/.exec(text);
  return match ? Temporal.PlainYearMonth.from(text) : null;
}

export function reportingMonthOf(at: Instant): ReportingMonth {
  return dayInLondon(at).toPlainYearMonth();
}

/** The period from the start of the first month to the end of the last one, both included. */
export function periodOfMonths(first: ReportingMonth, last: ReportingMonth): Period {
  return {
    from: startOfDay(first.toPlainDate({ day: 1 })),
    to: startOfDay(last.add({ months: 1 }).toPlainDate({ day: 1 })),
  };
}

export function isWithin(at: Instant, period: Period): boolean {
  return Temporal.Instant.compare(at, period.from) >= 0 && Temporal.Instant.compare(at, period.to) < 0;
}
