import Handlebars from 'handlebars';
import { parseInstant, showInstant, startOfDay } from '#domain/time';
import type { Instant, ReportingMonth } from '#domain/time';
import { renderMaceReportContent } from '#reports';
import type { StoredReport } from '#reports';

export interface MonthLink {
  readonly month: string;
  readonly href: string;
}

export interface MaceReportPage {
  readonly council: string;
  readonly month: string;
  readonly cutOff: string;
  readonly builtAt: string;
  /** Whether the cut-off is the one that the page takes by itself. */
  readonly isMorning: boolean;
  readonly countNow: string;
  readonly countMorning: string;
  readonly previous: MonthLink;
  /** Null in the present month: the next one has not begun. */
  readonly next: MonthLink | null;
  /** Made by the report's own templates, which escape every value. */
  readonly content: Handlebars.SafeString;
}

export interface MaceReportShown {
  readonly month: ReportingMonth;
  readonly present: ReportingMonth;
  readonly now: Instant;
  /** The cut-off that was asked for by name; null for the start of today. */
  readonly askedCutOff: string | undefined;
}

const monthAndYear = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'Europe/London' });

/** A month as people say it: October 2025. */
export function showMonth(month: ReportingMonth): string {
  return monthAndYear.format(startOfDay(month.toPlainDate({ day: 1 })).epochMilliseconds);
}

/** The report with the way to its neighbours, and in words what its cut-off means. */
export function presentReportPage({ report }: StoredReport, shown: MaceReportShown): MaceReportPage {
  const { month, present, now, askedCutOff } = shown;
  const address = `/reports/mace/${month.toString()}`;
  const following = month.add({ months: 1 });
  return {
    council: report.authority.name,
    month: showMonth(month),
    cutOff: showInstant(parseInstant(report.cutOff)),
    builtAt: showInstant(parseInstant(report.builtAt)),
    isMorning: askedCutOff === undefined,
    countNow: `${address}?cutOff=${encodeURIComponent(now.round('second').toString())}`,
    countMorning: address,
    previous: linkTo(month.subtract({ months: 1 }), askedCutOff),
    next: following.toString() > present.toString() ? null : linkTo(following, askedCutOff),
    content: new Handlebars.SafeString(renderMaceReportContent(report)),
  };
}

function linkTo(month: ReportingMonth, cutOff: string | undefined): MonthLink {
  const query = cutOff === undefined ? '' : `?cutOff=${encodeURIComponent(cutOff)}`;
  return { month: showMonth(month), href: `/reports/mace/${month.toString()}${query}` };
}
