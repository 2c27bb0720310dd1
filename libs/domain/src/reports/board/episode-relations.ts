import { addsUp, isCoveredBy, isWithin } from '../../disclosure/index.js';
import type { Relation } from '../../disclosure/index.js';
import { repeatBands } from '../indicators/repeat.js';
import type { MaceReportBody } from '../report-document.js';
import { notKnownRelations } from './not-known-relations.js';
import { placementRelations } from './placement-relations.js';
import { windowRelations } from './window-relations.js';

const EPISODES = '/headline/episodes';
const CHILDREN = '/headline/children';

export const demographicTables = ['age', 'gender', 'ethnicity', 'placement'] as const;
export const patternTables = ['weekday', 'hour', 'returnWeekday', 'returnHour', 'duration'] as const;

/** What anybody knows of the counts that go by the start of an episode, whatever the figures are. */
export function episodeRelations(report: MaceReportBody): readonly Relation[] {
  const { demographics, patterns } = report;
  return [
    ...['', '/previousMonth', '/sameMonthLastYear', '/rolling6', '/rolling12'].flatMap((window) => headline(window)),
    ...windowRelations(report),
    ...notKnownRelations(report),
    ...placementRelations(report),
    ...mostOfEach(report),
    ...partition('/groups', report.groups.length),
    ...bands(report),
    ...demographicTables.flatMap((key) => partition(`/demographics/${key}`, demographics[key].length)),
    ...patternTables.map((key) => addsUp(EPISODES, places(`/patterns/${key}`, patterns[key].length, 'episodes'))),
  ];
}

function headline(window: string): readonly Relation[] {
  const [episodes, children] = [`/headline${window}/episodes`, `/headline${window}/children`];
  return [
    addsUp(episodes, [`/headline${window}/episodesMissing`, `/headline${window}/episodesAway`]),
    isWithin([children], episodes),
  ];
}

/** Each episode stands in one row; a child may stand in several, and stands in one at least. */
function partition(table: string, rows: number): readonly Relation[] {
  const children = places(table, rows, 'children');
  return [
    addsUp(EPISODES, places(table, rows, 'episodes')),
    isCoveredBy(CHILDREN, children),
    ...children.flatMap((count, row) => [isWithin([count], CHILDREN), isWithin([count], `${table}/${row}/episodes`)]),
  ];
}

/** Each child stands in one band, and the band tells how many episodes it had. */
function bands({ repeat }: MaceReportBody): readonly Relation[] {
  const names = places('/repeat/bands', repeat.bands.length, 'children');
  const rules = repeat.bands.map(({ band }) => repeatBands.find((each) => each.band === band));
  const fewest = names.map((count, index) => ({ count, times: rules[index]?.from ?? 1 }));
  const most = names.map((count, index) => ({ count, times: -(rules[index]?.to ?? Infinity) }));
  return [
    addsUp(CHILDREN, names),
    { terms: [...fewest, { count: EPISODES, times: -1 }], is: 'at_most', to: 0 },
    ...(most.every(({ times }) => Number.isFinite(times))
      ? [{ terms: [{ count: EPISODES, times: 1 }, ...most], is: 'at_most' as const, to: 0 }]
      : []),
  ];
}

/** No child has more episodes than the last band says, so that a row has no more for each of its children. */
function mostOfEach({ repeat, groups, demographics }: MaceReportBody): readonly Relation[] {
  const most = repeatBands.find(({ band }) => band === repeat.bands.at(-1)?.band)?.to ?? Infinity;
  if (!Number.isFinite(most)) return [];
  const tables: readonly (readonly [string, readonly unknown[]])[] = [
    ['/groups', groups],
    ...Object.entries<readonly unknown[]>({ ...demographics }).map(
      ([key, rows]) => [`/demographics/${key}`, rows] as const,
    ),
  ];
  return tables.flatMap(([table, rows]) =>
    rows.map((_, row): Relation => {
      const terms = [
        { count: `${table}/${row}/episodes`, times: 1 },
        { count: `${table}/${row}/children`, times: -most },
      ];
      return { terms, is: 'at_most', to: 0 };
    }),
  );
}

/** The names of one column of a table. */
export function places(table: string, rows: number, column: string): readonly string[] {
  return Array.from({ length: rows }, (_, row) => `${table}/${row}/${column}`);
}
