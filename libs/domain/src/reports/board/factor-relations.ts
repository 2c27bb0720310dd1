import { addsUp, isAtMost, isSame, isWithin } from '../../disclosure/index.js';
import type { Relation } from '../../disclosure/index.js';
import type { FactorRow, Factors } from '../mace-report.js';
import type { MaceReportBody } from '../report-document.js';
import { monthsOf } from './months.js';

const INTERVIEWS = '/factors/interviews';

/** What anybody knows of the counts that go by the beginning of an interview. */
export function factorRelations({ factors, period }: MaceReportBody): readonly Relation[] {
  const months = monthsOf(period).length;
  return [
    isSame('/safetyPlans/interviews', INTERVIEWS),
    isWithin(['/safetyPlans/informed'], INTERVIEWS),
    isWithin(['/safetyPlans/changed'], INTERVIEWS),
    ...factors.sections.map((_, row) => isSame(`/factors/sections/${row}/filled/base`, INTERVIEWS)),
    ...factors.sections.map((_, row) => isWithin([`/factors/sections/${row}/filled/numerator`], INTERVIEWS)),
    ...(['push', 'pull', 'harm'] as const).flatMap((section) => ofSection(factors, section, months)),
    ...factors.vulnerabilities.map((_, row) => threeStates(`/factors/vulnerabilities/${row}`)),
    ...factors.pairs.flatMap((pair, row) => pairs(factors, pair.codes, `/factors/pairs/${row}/interviews`)),
    ...togetherOrNot(factors),
  ];
}

/** Each share of a section has the same base, and so has each month of its trend. */
function ofSection(factors: Factors, section: 'push' | 'pull' | 'harm', months: number): readonly Relation[] {
  const filled = factors.sections.findIndex((each) => each.section === section);
  return factors[section].flatMap((row: FactorRow, index) => {
    const at = `/factors/${section}/${index}`;
    return [
      isSame(`${at}/interviews/base`, `/factors/sections/${filled}/filled/numerator`),
      isWithin([`${at}/interviews/numerator`], `${at}/interviews/base`),
      ...row.trend.flatMap((_, month) => [
        isWithin([`${at}/trend/${month}/value`], `${at}/trend/${month}/base`),
        ...(index > 0 ? [isSame(`${at}/trend/${month}/base`, `/factors/${section}/0/trend/${month}/base`)] : []),
      ]),
      monthByMonth(row, at, months, 'value', `${at}/interviews/numerator`),
      monthByMonth(row, at, months, 'base', `${at}/interviews/base`),
    ];
  });
}

/** The months of a trend add up to the period that ends with them; where it is longer, to no more than that. */
function monthByMonth(row: FactorRow, at: string, months: number, key: 'value' | 'base', whole: string): Relation {
  const parts = row.trend.flatMap((point, month) =>
    row.trend.length - month > months || 'notApplicable' in point[key] ? [] : [`${at}/trend/${month}/${key}`],
  );
  return months > row.trend.length ? isWithin(parts, whole) : addsUp(whole, parts);
}

function threeStates(at: string): Relation {
  return addsUp(INTERVIEWS, [`${at}/present`, `${at}/absent`, `${at}/notRecorded`]);
}

/** Both present is in each present; and what two have in common is at least what they have too much for the whole. */
function pairs({ vulnerabilities }: Factors, codes: readonly [string, string], at: string): readonly Relation[] {
  const [left, right] = codes.map((code) => {
    const row = vulnerabilities.findIndex((each) => each.code === code);
    return `/factors/vulnerabilities/${row}`;
  });
  if (left === undefined || right === undefined) return [];
  const [both, recorded] = [`${at}/numerator`, `${at}/base`];
  const overlap = (parts: readonly string[], common: string): Relation => ({
    terms: [
      ...parts.map((count) => ({ count, times: 1 })),
      { count: INTERVIEWS, times: -1 },
      { count: common, times: -1 },
    ],
    is: 'at_most',
    to: 0,
  });
  const answered = (row: string) => [`${row}/present`, `${row}/absent`];
  const inEither = (row: string): Relation => ({
    terms: [{ count: recorded, times: 1 }, ...answered(row).map((count) => ({ count, times: -1 }))],
    is: 'at_most',
    to: 0,
  });
  return [
    ...[isWithin([both], recorded), isWithin([both], `${left}/present`), isWithin([both], `${right}/present`)],
    ...[inEither(left), inEither(right)],
    overlap([`${left}/present`, `${right}/present`], both),
    overlap([...answered(left), ...answered(right)], recorded),
  ];
}

/**
 * Two that are in no pair are present in different interviews; and of three, what one has in common with each of two
 * others is at most what it has, and what these have in common.
 */
function togetherOrNot({ vulnerabilities, pairs: common }: Factors): readonly Relation[] {
  const codes = vulnerabilities.map(({ code }) => code);
  const both = (one: string, other: string) =>
    common.flatMap((pair, row) =>
      pair.codes.includes(one) && pair.codes.includes(other) ? [`/factors/pairs/${row}/interviews/numerator`] : [],
    );
  const present = (code: string) => `/factors/vulnerabilities/${codes.indexOf(code)}/present`;
  return codes.flatMap((one, index) =>
    codes.slice(index + 1).flatMap((other) => {
      const together = both(one, other);
      const withThird = codes.filter((code) => code !== one && code !== other);
      return [
        ...(together.length === 0 ? [isWithin([present(one), present(other)], INTERVIEWS)] : []),
        ...withThird
          .map((third) => [third, [...both(third, one), ...both(third, other)]] as const)
          .filter(([, parts]) => parts.length === 2)
          .map(([third, parts]) => isAtMost(parts, [present(third), ...together])),
      ];
    }),
  );
}
