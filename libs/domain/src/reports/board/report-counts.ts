import type { CountName } from '../../disclosure/index.js';
import type { Cell } from '../cells.js';
import type { MaceReportBody } from '../report-document.js';

/** The parts of a report that hold counts. */
const sections = [
  ...['headline', 'groups', 'repeat', 'interviews', 'notCompleted', 'lateness', 'factors', 'patterns'],
  ...['demographics', 'safetyPlans'],
] as const satisfies readonly (keyof MaceReportBody)[];

/** Every count of a report by its JSON pointer, in the order of the report. */
export function cellsOf(report: MaceReportBody): ReadonlyMap<CountName, Cell> {
  return new Map(sections.flatMap((section) => [...cellsIn(report[section], `/${section}`)]));
}

/** The numbers among them. */
export function numbersOf(cells: ReadonlyMap<CountName, Cell>): ReadonlyMap<CountName, number> {
  return new Map([...cells].flatMap(([name, cell]) => ('value' in cell ? [[name, cell.value]] : [])));
}

function* cellsIn(part: unknown, pointer: string): Generator<readonly [CountName, Cell]> {
  if (typeof part !== 'object' || part === null) return;
  if (isCell(part)) yield [pointer, part];
  else for (const [key, each] of Object.entries(part)) yield* cellsIn(each, `${pointer}/${key}`);
}

const marks = ['value', 'suppressed', 'notApplicable', 'low', 'notAvailable'];

export function isCell(part: object): part is Cell {
  const [key, ...others] = Object.keys(part);
  return key !== undefined && others.length === 0 && marks.includes(key);
}
