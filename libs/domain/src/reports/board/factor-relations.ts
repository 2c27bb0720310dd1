import { addsUp, isSame, isWithin } from '../../disclosure/index.js';
import type { Relation } from '../../disclosure/index.js';
import type { FactorRow, Factors } from '../mace-report.js';
import type { MaceReportBody } from '../report-document.js';

const INTERVIEWS = '/factors/interviews';

/** What anybody knows of the counts that go by the beginning of an interview. */
export function factorRelations({ factors, period }: MaceReportBody): readonly Relation[] {
  const isOneMonth = period.from === period.to;
  return [
    isSame('/safetyPlans/interviews', INTERVIEWS),
    isWithin(['/safetyPlans/informed'], INTERVIEWS),
    isWithin(['/safetyPlans/changed'], INTERVIEWS),
    ...factors.sections.map((_, row) => isSame(`/factors/sections/${row}/filled/base`, INTERVIEWS)),
    ...factors.sections.map((_, row) => isWithin([`/factors/sections/${row}/filled/numerator`], INTERVIEWS)),
    ...(['push', 'pull', 'harm'] as const).flatMap((section) => ofSection(factors, section, isOneMonth)),
    ...factors.vulnerabilities.map((_, row) => threeStates(`/factors/vulnerabilities/${row}`)),
    ...factors.pairs.flatMap((pair, row) => pairs(factors, pair.codes, `/factors/pairs/${row}/interviews`)),
  ];
}

/** Each share of a section has the same base, and so has each month of its trend; the last month is the period itself. */
function ofSection(factors: Factors, section: 'push' | 'pull' | 'harm', isOneMonth: boolean): readonly Relation[] {
  const filled = factors.sections.findIndex((each) => each.section === section);
  return factors[section].flatMap((row: FactorRow, index) => {
    const at = `/factors/${section}/${index}`;
    const last = `${at}/trend/${row.trend.length - 1}`;
    return [
      isSame(`${at}/interviews/base`, `/factors/sections/${filled}/filled/numerator`),
      isWithin([`${at}/interviews/numerator`], `${at}/interviews/base`),
      ...row.trend.flatMap((_, month) => [
        isWithin([`${at}/trend/${month}/value`], `${at}/trend/${month}/base`),
        ...(index > 0 ? [isSame(`${at}/trend/${month}/base`, `/factors/${section}/0/trend/${month}/base`)] : []),
      ]),
      ...(isOneMonth
        ? [isSame(`${last}/value`, `${at}/interviews/numerator`), isSame(`${last}/base`, `${at}/interviews/base`)]
        : []),
    ];
  });
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
