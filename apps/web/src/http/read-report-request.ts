import type { Action } from '#domain/access';
import { isAfter, parseInstant, parseReportingMonth, periodOfMonths } from '#domain/time';
import type { Instant, ReportingMonth } from '#domain/time';
import type { ReportAudience } from '#domain/reports';
import type { Acting } from './acting.js';
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
export function actionOfAudience(audience: ReportAudience): Action {
  return `report.${audience}.read`;
}

/** The audience that is asked for, or else the MACE sub-group, or else what they may read who may not read that. */
export function readAudience(acting: Acting, asked: ReportAudience | undefined): ReportAudience {
  return asked ?? (acting.find('report.mace.read') ? 'mace' : 'board');
}

/** The board has one report on a month: without a cut-off of its own every request gives the one that was made last. */
export function takesAnyCutOff(audience: ReportAudience, askedCutOff: string | undefined): boolean {
  return audience === 'board' && askedCutOff === undefined;
}
