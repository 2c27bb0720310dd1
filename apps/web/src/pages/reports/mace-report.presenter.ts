import Handlebars from 'handlebars';
import { parseInstant, showInstant, startOfDay } from '#domain/time';
import type { Instant, ReportingMonth } from '#domain/time';
import { renderMaceReportContent } from '#reports';
import type { ReportAudience } from '#domain/reports';
import type { StoredReport } from '#reports';

export interface MonthLink {
  readonly month: string;
  readonly href: string;
}

export interface LevelLink {
  readonly level: string;
  readonly href: string;
  readonly isShown: boolean;
}

export interface MaceReportPage {
  readonly council: string;
  readonly month: string;
  /** Whether it is the report for the board, which is made once and stays as it is. */
  readonly isBoard: boolean;
  /** For whom else the report is there; none where the reader may read one level only. */
  readonly levels: readonly LevelLink[];
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
  /** The levels that the reader may read. */
  readonly levels: readonly ReportAudience[];
}

const monthAndYear = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'Europe/London' });

const levelWords: Readonly<Record<ReportAudience, string>> = {
  operational: 'Named workers',
  mace: 'MACE sub-group',
  board: 'Board',
};

/** A month as people say it: October 2025. */
export function showMonth(month: ReportingMonth): string {
  return monthAndYear.format(startOfDay(month.toPlainDate({ day: 1 })).epochMilliseconds);
}

/** The report with the way to its neighbours, and in words what its cut-off means. */
export function presentReportPage({ report }: StoredReport, shown: MaceReportShown): MaceReportPage {
  const { month, present, now, askedCutOff } = shown;
  const { audience } = report;
  const following = month.add({ months: 1 });
  const last = audience === 'board' ? present.subtract({ months: 1 }) : present;
  const at = (each: ReportingMonth, level = audience, cutOff = askedCutOff) => addressOf(each, level, cutOff);
  const linkTo = (each: ReportingMonth) => ({ month: showMonth(each), href: at(each) });
  return {
    council: report.authority.name,
    month: showMonth(month),
    isBoard: audience === 'board',
    levels: levelLinks(shown, audience),
    cutOff: showInstant(parseInstant(report.cutOff)),
    builtAt: showInstant(parseInstant(report.builtAt)),
    isMorning: askedCutOff === undefined,
    countNow: at(month, audience, now.round('second').toString()),
    countMorning: addressOf(month, audience, undefined),
    previous: linkTo(month.subtract({ months: 1 })),
    next: following.toString() > last.toString() ? null : linkTo(following),
    content: new Handlebars.SafeString(renderMaceReportContent(report)),
  };
}

/** True counts keep their cut-off from level to level; the board's report has its own. */
function levelLinks(
  { month, present, levels, askedCutOff }: MaceReportShown,
  shown: ReportAudience,
): readonly LevelLink[] {
  const isOver = month.toString() < present.toString();
  const there = levels.filter((level) => level !== 'board' || isOver);
  if (there.length < 2) return [];
  return there.map((level) => ({
    level: levelWords[level],
    href: addressOf(month, level, level === 'board' || shown === 'board' ? undefined : askedCutOff),
    isShown: level === shown,
  }));
}

/** The MACE sub-group's level is the one that an address without a level gives. */
function addressOf(month: ReportingMonth, level: ReportAudience, cutOff: string | undefined): string {
  const words = { ...(level === 'mace' ? {} : { audience: level }), ...(cutOff === undefined ? {} : { cutOff }) };
  const query = new URLSearchParams(words).toString();
  return `/reports/mace/${month.toString()}${query === '' ? '' : `?${query}`}`;
}
