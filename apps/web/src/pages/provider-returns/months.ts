import { parseReportingMonth, reportingMonthOf } from '#domain/time';
import type { Instant } from '#domain/time';
import { showMonth } from '../expected-returns/return-words.js';
import { choices } from '../forms/choices.js';
import type { Choice } from '../forms/choices.js';

/** So many months back a return can be sent from a page. */
const MONTHS = 24;

/** The months that can be chosen, the latest first. Unless another is chosen it is the last one, for which returns are due. */
export function monthChoices(now: Instant, chosen: string | undefined): readonly Choice[] {
  const latest = reportingMonthOf(now);
  const months = Array.from({ length: MONTHS }, (_, back) => latest.subtract({ months: back }));
  const offered = months.map((month) => [month.toString(), showMonth(month)] as const);
  const known = chosen !== undefined && offered.some(([value]) => value === chosen);
  return choices(offered, known ? chosen : latest.subtract({ months: 1 }).toString());
}

/** A month in words, such as `October 2025`; as it stands where it is none. */
export function monthInWords(period: string): string {
  const month = parseReportingMonth(period);
  return month === null ? period : showMonth(month);
}
