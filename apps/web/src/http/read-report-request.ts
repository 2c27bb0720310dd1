import type { Action } from '#domain/access';
import { isAfter, parseInstant, parseReportingMonth, periodOfMonths } from '#domain/time';
import type { Instant, ReportingMonth } from '#domain/time';
import type { ReportAudience } from '#domain/reports';
import type { ReportRequest } from '#reports';
import { Problem } from './problem.js';

/** Reads a month; one that has not begun has no report. */
export function readMonth(text: string, now: Instant): ReportingMonth {
  const month = parseReportingMonth(text);
  if (month === null || isAfter(periodOfMonths(month, month).from, now))
    throw new Problem('not-found', 'There is no report for that month: it has not begun, or it is not a month.');
  return month;
}

/** Reads an instant, as in `2025-11-03T09:00:00Z`; null where none was given. */
export function readCutOff(text: string | undefined): Instant | null {
  if (text === undefined) return null;
  try {
    return parseInstant(text);
  } catch {
    throw new Problem('invalid-request', 'cutOff must be an instant such as 2025-11-03T09:00:00Z.');
  }
}

/** What somebody has to be permitted in order to read a report for an audience. */
export function actionOfAudience(asked: ReportAudience = 'mace'): Action {
  return `report.${asked}.read`;
}

/** The audience of a report, the MACE sub-group unless said otherwise. A board's version would need small numbers hidden. */
export function readAudience(asked: ReportAudience = 'mace'): ReportRequest['audience'] {
  if (asked !== 'board') return asked;
  throw new Problem(
    'not-available',
    'The board level needs its small numbers hidden and proved hidden, which this version cannot do; ask for mace or operational.',
  );
}
