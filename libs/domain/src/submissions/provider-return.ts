import type { Finding } from './finding.js';
import { columnKey, columns, isColumnName, neededColumns } from './columns.js';
import type { ColumnName, ReturnValues } from './columns.js';
import { faulty } from './read-cell.js';
import type { CellReading, ReturnLists } from './read-cell.js';

/** One row as it was received, whatever the format: cell texts by header, and where it stood. */
export interface RawRow {
  readonly row: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** A row whose cells have been read one by one. */
export interface ReadRow {
  readonly row: number;
  readonly ref: string | null;
  readonly values: ReturnValues;
  readonly findings: readonly Finding[];
  /** Columns whose cell is faulty: checks that need them stay silent. */
  readonly faulty: ReadonlySet<ColumnName>;
}

/** What is wrong with the header as a whole: said once, not on every row. */
export function checkHeaders(headers: readonly string[]): readonly Finding[] {
  const keys = headers.map(columnKey);
  const unknown = headers.filter((header) => !isColumnName(columnKey(header)) && columnKey(header) !== '');
  const doubled = [...new Set(keys.filter((key, index) => isColumnName(key) && keys.indexOf(key) !== index))];
  return [
    ...absentColumns(headers).map((column) =>
      ofFile('PR-003', 'error', column, `Column ${column} is absent; add it, every row needs it.`),
    ),
    ...doubled.map((column) =>
      ofFile('PR-002', 'error', column, `Column ${column} stands there twice; remove one of them.`),
    ),
    ...unknown.map((header) =>
      ofFile(
        'PR-001',
        'warning',
        header.trim(),
        `Column "${header.trim()}" is not part of the format; it is kept with the rows and not read.`,
      ),
    ),
  ];
}

function ofFile(code: string, severity: Finding['severity'], column: string, message: string): Finding {
  return { code, severity, row: null, ref: null, column, message };
}

/** The needed columns that a header lacks. */
export function absentColumns(headers: readonly string[]): readonly ColumnName[] {
  const keys = new Set(headers.map(columnKey));
  return neededColumns.filter((column) => !keys.has(column));
}

/** Reads every cell of a row; blank cells say nothing, `-` clears. What the whole file lacks was said once. */
export function readRow(raw: RawRow, lists: ReturnLists, absent: readonly ColumnName[] = []): ReadRow {
  const cells = new Map(Object.entries(raw.cells).map(([header, cell]) => [columnKey(header), cell.trim()]));
  const ref = cells.get('provider_ref') ?? '';
  const isNamed = !isBlank(ref) && ref !== '-';
  const values: Partial<Record<ColumnName, unknown>> = {};
  const findings: Finding[] = [];
  const faultyColumns = new Set<ColumnName>();
  const at = { row: raw.row, ref: isNamed ? ref : null };
  for (const [column, cell] of cells) {
    if (!isColumnName(column) || isBlank(cell)) continue;
    const reading = cell === '-' ? { value: null, notes: [] } : readFilled(column, cell, lists);
    findings.push(...reading.notes.map((note) => ({ ...note, ...at, column })));
    if (reading.value === undefined) faultyColumns.add(column);
    else values[column] = reading.value;
  }
  const blank = neededColumns.filter(
    (column) => !absent.includes(column) && !faultyColumns.has(column) && (values[column] ?? null) === null,
  );
  findings.push(...blank.map((column) => ({ ...neededBlank(column), ...at, column })));
  return { row: raw.row, ref: at.ref, values: values as ReturnValues, findings, faulty: faultyColumns };
}

/** What a spreadsheet shows where a formula came to nothing; CSV files carry it as a text. */
const errorValue = /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|GETTING_DATA)$/;

function readFilled(column: ColumnName, cell: string, lists: ReturnLists): CellReading<unknown> {
  if (!errorValue.test(cell)) return columns[column](cell, lists);
  return faulty('PR-051', `The cell shows ${cell}, because its formula failed; write the value itself.`);
}

/** Nothing, or the separators of a list with nothing between them. */
function isBlank(cell: string): boolean {
  return /^[;\s]*$/.test(cell);
}

function neededBlank(column: ColumnName): Pick<Finding, 'code' | 'severity' | 'message'> {
  return { code: 'PR-010', severity: 'error', message: `${column} is blank; every row needs it.` };
}
