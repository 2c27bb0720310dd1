import { isCoveredBy, isSame, isWithin } from '../../disclosure/index.js';
import type { CountName, Relation } from '../../disclosure/index.js';
import type { MaceReportBody } from '../report-document.js';
import { monthNumber, monthsBetween, monthsOf } from './months.js';
import type { MonthNumber } from './months.js';
import { additiveRows } from './additive-rows.js';

/** A report with what its counts are called beside those of others. */
export interface Pack {
  readonly prefix: string;
  readonly report: MaceReportBody;
}

/** What counts of several reports have in common: months. A count of one month stands nowhere by itself. */
export interface PackLinks {
  readonly relations: readonly Relation[];
  readonly months: ReadonlySet<CountName>;
}

/**
 * How reports on one authority hang together: each window of each is made up of months, and so is each month of a trend.
 * Readers take a month to be the same in every report; where it was corrected since, they are misled.
 */
export function packLinks(packs: readonly Pack[]): PackLinks {
  const relations = packs.flatMap((pack) => [
    ...headlineLinks(pack),
    ...trendLinks(pack, packs),
    ...tableLinks(pack, packs),
  ]);
  const named = relations.flatMap(({ terms }) => terms.map(({ count }) => count));
  return { relations, months: new Set(named.filter((count) => count.startsWith(MONTH))) };
}

const MONTH = 'month:';
const inMonth = (month: MonthNumber, what: string): CountName => `${MONTH}${month}/${what}`;

/** The windows of the headline, each with its months. */
function windowsOf({ period }: MaceReportBody): readonly (readonly [string, readonly MonthNumber[]])[] {
  const [first, last] = [monthNumber(period.from), monthNumber(period.to)];
  const length = last - first + 1;
  return [
    ['', monthsBetween(first, last)],
    ['/previousMonth', monthsBetween(first - length, first - 1)],
    ['/sameMonthLastYear', monthsBetween(first - 12, last - 12)],
    ['/rolling6', monthsBetween(last - 5, last)],
    ['/rolling12', monthsBetween(last - 11, last)],
  ];
}

/** Episodes add up over months. Children do not: of a window there are as many as of any month of it, or more. */
function headlineLinks({ prefix, report }: Pack): readonly Relation[] {
  return windowsOf(report).flatMap(([window, months]) => {
    const at = (key: string) => `${prefix}/headline${window}/${key}`;
    const of = (key: string) => months.map((month) => inMonth(month, key));
    return [
      ...['episodes', 'episodesMissing', 'episodesAway'].map((key) => sumOf(at(key), of(key))),
      isCoveredBy(at('children'), of('children')),
      ...of('children').map((month) => isWithin([month], at('children'))),
    ];
  });
}

/** A month of a trend is the same in the report on any later month; a factor without a row was found in no interview. */
function trendLinks({ prefix, report }: Pack, packs: readonly Pack[]): readonly Relation[] {
  const { factors, period } = report;
  return (['push', 'pull', 'harm'] as const).flatMap((section) => {
    const rows = factors[section];
    const known = new Set(packs.flatMap((each) => each.report.factors[section].map(({ code }) => code)));
    const absent = period.from === period.to ? [...known].filter((code) => !rows.some((row) => row.code === code)) : [];
    return [
      ...rows.flatMap(({ code, trend }, row) =>
        trend.flatMap(({ month }, index) => {
          const [point, number] = [`${prefix}/factors/${section}/${row}/trend/${index}`, monthNumber(month)];
          return [
            isSame(`${point}/value`, inMonth(number, `${section}/${code}`)),
            isSame(`${point}/base`, inMonth(number, `${section} filled`)),
          ];
        }),
      ),
      ...absent.map((code) => sumOf(null, [inMonth(monthNumber(period.from), `${section}/${code}`)])),
    ];
  });
}

/** Tables of a longer period are those of its months added up, which tells something where both are published. */
function tableLinks({ prefix, report }: Pack, packs: readonly Pack[]): readonly Relation[] {
  const months = monthsOf(report.period);
  const overlaps = ({ report: other }: Pack) => monthsOf(other.period).some((month) => months.includes(month));
  const others = packs.filter((each) => each.report !== report && overlaps(each));
  if (others.length === 0) return [];
  const own = additiveRows(report);
  const keys = new Set([own, ...others.map((each) => additiveRows(each.report))].flatMap((rows) => [...rows.keys()]));
  return [...keys].flatMap((key) => {
    const count = own.get(key);
    if (count === null) return [];
    const parts = months.map((month) => inMonth(month, key));
    return [sumOf(count === undefined ? null : `${prefix}${count}`, parts)];
  });
}

/** The parts add up to a count, or to nothing. */
function sumOf(total: CountName | null, parts: readonly CountName[]): Relation {
  const terms = parts.map((count) => ({ count, times: 1 }));
  return { terms: total === null ? terms : [...terms, { count: total, times: -1 }], is: 'equal', to: 0 };
}
