import type { CountName } from '../../disclosure/index.js';
import type { InterviewCounts } from '../mace-report.js';
import type { MaceReportBody } from '../report-document.js';
import { demographicTables, patternTables } from './episode-relations.js';

/** What a report counts by return whatever its cut-off; who was owed an interview by then depends on it. */
const byReturn = [
  'returned',
  'cancelled',
  'otherAuthorityDuty',
] as const satisfies readonly (keyof InterviewCounts<unknown>)[];

/** What a report counts by return once nothing is left that was not yet due. */
const onceDue = [
  ...['required', 'offered', 'offeredCarerOnly', 'offeredIn72h', 'offeredCannotTell', 'accepted', 'declined'],
  ...['completed', 'completedIn72h', 'late', 'cannotTell'],
] as readonly (keyof InterviewCounts<unknown>)[];

/**
 * The counts that add up over months, by what they count, with where they stand in the report; null where they may still
 * change. A row that the report has not is a zero.
 */
export function additiveRows(report: MaceReportBody): ReadonlyMap<string, CountName | null> {
  const { demographics, groups, interviews, patterns } = report;
  return new Map<string, CountName | null>([
    ...groups.map(({ group }, row) => [`groups/${group}`, `/groups/${row}/episodes`] as const),
    ...demographicTables.flatMap((table) => rowsOf(`demographics/${table}`, demographics[table])),
    ...patternTables.flatMap((table) => rowsOf(`patterns/${table}`, patterns[table])),
    ...interviews.flatMap(({ by, key, notYetDue }, row) => {
      const isComplete = 'value' in notYetDue && notYetDue.value === 0;
      const at = (count: string) => [`interviews/${by}/${key}/${count}`, `/interviews/${row}/${count}`] as const;
      return [
        ...byReturn.map(at),
        ...onceDue.map(at).map(([name, count]) => [name, isComplete ? count : null] as const),
      ];
    }),
  ]);
}

function rowsOf(table: string, rows: readonly { readonly key: string }[]): readonly (readonly [string, CountName])[] {
  return rows.map(({ key }, row) => [`${table}/${key}`, `/${table}/${row}/episodes`]);
}
