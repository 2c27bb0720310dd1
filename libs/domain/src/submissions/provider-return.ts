import { note } from './check-words.js';
import type { SpokenCheck } from './check-words.js';
import { shorten } from './finding.js';
import type { Finding, Note } from './finding.js';
import { columnKey, columns, isColumnName, neededColumns } from './columns.js';
import type { ColumnName, ReturnValues } from './columns.js';
import type { CellReading, ReturnLists } from './read-cell.js';
import { unknownColumn } from './rules/pr-001-unknown-column.js';
import { doubledColumn } from './rules/pr-002-doubled-column.js';
import { absentColumn } from './rules/pr-003-absent-column.js';
import { neededCellBlank } from './rules/pr-010-needed-cell-blank.js';
import { withoutInvisible } from './rules/pr-013-invisible-characters.js';
import { checkText } from './text-checks.js';

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
    ...absentColumns(headers).map((column) => ofFile(absentColumn, column)),
    ...doubled.map((column) => ofFile(doubledColumn, column)),
    ...unknown.map((header) => ofFile(unknownColumn, header.trim())),
  ];
}

function ofFile(check: SpokenCheck<[string]>, column: string): Finding {
  return { ...note(check, column), row: null, ref: null, column };
}

/** The needed columns that a header lacks. */
export function absentColumns(headers: readonly string[]): readonly ColumnName[] {
  const keys = new Set(headers.map(columnKey));
  return neededColumns.filter((column) => !keys.has(column));
}

/** Reads every cell of a row; blank cells say nothing, `-` clears. What the whole file lacks was said once. */
export function readRow(raw: RawRow, lists: ReturnLists, absent: readonly ColumnName[] = []): ReadRow {
  const cells = new Map(Object.entries(raw.cells).map(([header, cell]) => [columnKey(header), cell.trim()]));
  const reading = new RowReading({ row: raw.row, ref: readRef(cells.get('provider_ref') ?? '') }, lists);
  for (const [column, cell] of cells) reading.read(column, cell);
  const blank = neededColumns.filter((column) => !absent.includes(column) && reading.isBlank(column));
  for (const column of blank) reading.say(column, note(neededCellBlank, column));
  return reading.row();
}

/** A row while its cells are read one after the other. */
class RowReading {
  private readonly values: Partial<Record<ColumnName, unknown>> = {};
  private readonly findings: Finding[] = [];
  private readonly faulty = new Set<ColumnName>();

  constructor(
    private readonly at: Pick<ReadRow, 'row' | 'ref'>,
    private readonly lists: ReturnLists,
  ) {}

  read(column: string, written: string): void {
    if (!isColumnName(column) || isBlank(written)) return;
    const { cell, notes } = checkText(column, written);
    for (const each of notes) this.say(column, each, cell);
    if (isBlank(cell)) return;
    const isFaulty = notes.some(({ severity }) => severity === 'error');
    const reading: CellReading<unknown> =
      cell === '-' ? { value: null, notes: [] } : isFaulty ? nothing : columns[column](cell, this.lists);
    for (const each of reading.notes) this.say(column, each, cell);
    if (reading.value === undefined) this.faulty.add(column);
    else this.values[column] = reading.value;
  }

  say(column: ColumnName, words: Note, cell = ''): void {
    const value = shorten(cell);
    this.findings.push({ ...words, ...this.at, column, ...(value === '' ? {} : { value }) });
  }

  isBlank(column: ColumnName): boolean {
    return !this.faulty.has(column) && (this.values[column] ?? null) === null;
  }

  row(): ReadRow {
    const { at, findings, faulty } = this;
    return { ...at, values: this.values as ReturnValues, findings, faulty };
  }
}

const nothing: CellReading<never> = { notes: [] };

/** The reference of a row, whether or not the row can be taken. */
function readRef(cell: string): string | null {
  const ref = withoutInvisible(cell);
  return isBlank(ref) || ref === '-' ? null : ref;
}

/** Nothing, or the separators of a list with nothing between them. */
function isBlank(cell: string): boolean {
  return /^[;\s]*$/.test(cell);
}
