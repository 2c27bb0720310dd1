import type { DemographicRow, Headline, HeadlineCounts, MaceReport, PatternRow, RepeatBandRow } from '#domain/reports';
import { cellWords, valueOf } from './cell-words.js';
import type { SectionWords, TableRowView, TableWords } from './report-view.js';

/** How many episodes and children, beside other windows, by group and by number of episodes. */
export function presentEpisodes(report: MaceReport): SectionWords {
  return {
    id: 'report-episodes',
    title: 'Episodes and children',
    lead: 'Episodes by their start in the period. A child may stand in several groups, so that children do not add up.',
    tables: [
      headlineTable(report),
      {
        id: 'report-groups',
        caption: 'By where the child lived at the start of the episode',
        head: ['Group', 'Episodes', 'Children'],
        rows: report.groups.map(({ label, episodes, children }) => ({
          header: label,
          cells: [episodes, children].map(cellWords),
        })),
      },
      {
        id: 'report-repeat',
        caption: 'Children by number of episodes in the period',
        head: ['Episodes of one child', 'Children'],
        rows: repeatRows(report.repeat.bands),
      },
    ],
  };
}

function headlineTable({ headline, period }: MaceReport): TableWords {
  const isOneMonth = period.from === period.to;
  return {
    id: 'report-headline',
    caption: 'Headline figures beside other periods',
    head: [
      'Measure',
      'This period',
      isOneMonth ? 'Month before' : 'Period before',
      isOneMonth ? 'Same month last year' : 'Same months last year',
      'Last 6 months',
      'Last 12 months',
    ],
    rows: headlineRows(headline),
  };
}

function headlineRows(headline: Headline): readonly TableRowView[] {
  const { previousMonth, sameMonthLastYear, rolling6, rolling12 } = headline;
  const windows: readonly HeadlineCounts[] = [headline, previousMonth, sameMonthLastYear, rolling6, rolling12];
  const row = (header: string, words: (counts: HeadlineCounts) => string) => ({ header, cells: windows.map(words) });
  return [
    row('Episodes', ({ episodes }) => cellWords(episodes)),
    row('– of these missing', ({ episodesMissing }) => cellWords(episodesMissing)),
    row('– of these away without authorisation', ({ episodesAway }) => cellWords(episodesAway)),
    row('Children', ({ children }) => cellWords(children)),
    row('Episodes per child', averageWords),
    row('Missing at the cut-off, or at the end of an earlier period', ({ currentlyMissing }) =>
      cellWords(currentlyMissing),
    ),
  ];
}

/** When children left and came back, and for how long they were away. */
export function presentPatterns({ patterns }: MaceReport): SectionWords {
  const table = (id: string, caption: string, first: string, rows: readonly PatternRow[]): TableWords => ({
    id: `report-${id}`,
    caption,
    head: [first, 'Episodes'],
    rows: rows.map(({ label, episodes }) => ({ header: label, cells: [cellWords(episodes)] })),
  });
  return {
    id: 'report-patterns',
    title: 'When children go missing',
    lead: 'Episodes by their start in the period, on the clock in London. Rows without an episode are left out.',
    tables: [
      table('weekday', 'Day of leaving', 'Day', patterns.weekday),
      table('hour', 'Hour of leaving', 'Hour', patterns.hour),
      table('return-weekday', 'Day of return', 'Day', patterns.returnWeekday),
      table('return-hour', 'Hour of return', 'Hour', patterns.returnHour),
      table('duration', 'Time away', 'From leaving to return', patterns.duration),
    ],
  };
}

/** Who the children were at the start of their episodes. */
export function presentDemographics({ demographics }: MaceReport): SectionWords {
  const table = (id: string, caption: string, first: string, rows: readonly DemographicRow[]): TableWords => ({
    id: `report-${id}`,
    caption,
    head: [first, 'Episodes', 'Children'],
    rows: rows.map(({ label, episodes, children }) => ({ header: label, cells: [episodes, children].map(cellWords) })),
  });
  return {
    id: 'report-demographics',
    title: 'Who the children are',
    lead: 'As recorded at the start of each episode. A child counts once in each row that holds.',
    tables: [
      table('age', 'By age', 'Completed years', demographics.age),
      table('gender', 'By gender', 'Gender', demographics.gender),
      table('ethnicity', 'By ethnicity', 'Ethnicity', demographics.ethnicity),
      table('placement', 'By placement', 'Placement', demographics.placement),
    ],
  };
}

/** The bands as listed and, where every band shows a number, repeat missing as their sum. */
function repeatRows(bands: readonly RepeatBandRow[]): readonly TableRowView[] {
  const rows = bands.map(({ band, children }) => ({
    header: band.replace('-', ' to ').replace('100+', 'More than 100'),
    cells: [cellWords(children)],
  }));
  const repeated = bands.filter(({ band }) => band !== '1').map(({ children }) => valueOf(children));
  if (rows.length === 0 || repeated.includes(null)) return rows;
  const total = repeated.reduce<number>((sum, each) => sum + (each ?? 0), 0);
  return [...rows, { header: '2 or more: repeat missing', cells: [total.toLocaleString('en-GB')] }];
}

/** Said only where both counts are shown. */
function averageWords({ episodes, children }: HeadlineCounts): string {
  const [all, each] = [valueOf(episodes), valueOf(children)];
  if (all === null) return cellWords(episodes);
  if (each === null) return cellWords(children);
  return each === 0 ? 'none to count' : (Math.floor((20 * all + each) / (2 * each)) / 10).toFixed(1);
}
