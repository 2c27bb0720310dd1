import { columnKey, digitsLost, formulaNeverWorkedOut, formulaRead, isColumnName, note } from '#domain/submissions';
import type { Finding } from '#domain/submissions';
import { columnLetters, restored } from '#workbooks';
import type { CellNote, SheetRow } from '#workbooks';
import { MAX_COLUMNS, MAX_ROWS, ReturnRefused } from './return-refused.js';
import type { CellFault, ParsedRow, ParsedTable } from './return-refused.js';

/** The column that a file which is given back carries at its far right. Sent in again, it is passed over. */
export const FINDINGS_HEADER = 'Homeward findings';

/** The header may stand below a title: it is looked for in so many rows. */
const ROWS_TO_HEADER = 20;

/**
 * Puts rows under their header. The header is the first of the upper rows that names `provider_ref`, otherwise the first
 * row at all. Rows that are blank throughout are passed over.
 */
export async function readTable(source: AsyncIterable<SheetRow>): Promise<ParsedTable> {
  const above: SheetRow[] = [];
  let table: Table | null = null;
  for await (const row of source) {
    refuseWideRow(row);
    if (table) table.add(row);
    else if (namesColumns(row)) table = new Table(row);
    else if (!isBlank(row)) above.push(row);
    if (!table && above.length >= ROWS_TO_HEADER) table = tableOf(above);
  }
  return (table ?? tableOf(above)).parsed();
}

export function namesColumns({ texts }: SheetRow): boolean {
  return texts.some((text) => columnKey(text) === 'provider_ref');
}

/** Whether the upper rows of a sheet name the columns of a return. */
export async function hasColumns(source: AsyncIterable<SheetRow>): Promise<boolean> {
  let seen = 0;
  for await (const row of source) {
    if (namesColumns(row)) return true;
    if (!isBlank(row)) seen += 1;
    if (seen >= ROWS_TO_HEADER) return false;
  }
  return false;
}

export function isFindingsHeader(header: string): boolean {
  return columnKey(header).startsWith(FINDINGS_HEADER.toLowerCase());
}

function isBlank({ texts }: SheetRow): boolean {
  return texts.every((text) => text.trim() === '');
}

function tableOf([header, ...rows]: readonly SheetRow[]): Table {
  if (!header)
    throw new ReturnRefused(
      'unreadable',
      'The file has no header line; its first line must name the columns, such as provider_ref.',
    );
  const table = new Table(header);
  rows.forEach((row) => table.add(row));
  return table;
}

function refuseWideRow({ number, texts }: SheetRow): void {
  if (texts.length <= MAX_COLUMNS || texts.slice(MAX_COLUMNS).every((text) => text === '')) return;
  throw new ReturnRefused(
    'too-large',
    `Row ${number} has more than ${MAX_COLUMNS} columns; remove what is not part of the return.`,
  );
}

class Table {
  private readonly headers: readonly string[];
  private readonly headerRow: number;
  private readonly rows: ParsedRow[] = [];
  /** Where formulas stand: how many in each column, and the first. */
  private readonly formulas = new Map<number, { count: number; first: string }>();

  constructor({ number, texts }: SheetRow) {
    this.headerRow = number;
    const width = texts.findLastIndex((text) => text.trim() !== '') + 1;
    this.headers = texts.slice(0, Math.min(width, MAX_COLUMNS)).map(restored);
  }

  add(row: SheetRow): void {
    if (isBlank(row) && row.notes.length === 0) return;
    if (this.rows.length >= MAX_ROWS)
      throw new ReturnRefused(
        'too-large',
        `The file has more than ${MAX_ROWS} rows; a return may have at most ${MAX_ROWS}. Send it in parts.`,
      );
    const faults = row.notes.flatMap((note) => this.faultOf(row, note));
    this.rows.push({ row: row.number, cells: this.namedCells(row.texts), faults });
  }

  parsed(): ParsedTable {
    const letters = this.headers.map((header, index) => [columnKey(header), columnLetters(index)] as const);
    return {
      headers: this.headers.filter((header) => !isFindingsHeader(header)),
      rows: this.rows,
      findings: [...this.formulas].map(([column, found]) => this.formulaFinding(column, found)),
      headerRow: this.headerRow,
      // Of a doubled header the first counts.
      letters: new Map(letters.reverse().flatMap(([key, letter]) => (isColumnName(key) ? [[key, letter]] : []))),
    };
  }

  /** Cells by header; of a doubled header the first counts, and cells beyond the header keep a name of their own. */
  private namedCells(texts: readonly string[]): Readonly<Record<string, string>> {
    const named = new Map<string, string>();
    texts.forEach((text, index) => {
      const header = this.headers[index] ?? '';
      const isNamed = header.trim() !== '';
      const name = isNamed ? header : `(column ${index + 1})`;
      if (!named.has(name) && (text !== '' || isNamed) && !isFindingsHeader(header)) named.set(name, restored(text));
    });
    for (const header of this.headers)
      if (header.trim() !== '' && !named.has(header) && !isFindingsHeader(header)) named.set(header, '');
    return Object.fromEntries(named);
  }

  private faultOf({ number }: SheetRow, { column, kind }: CellNote): readonly CellFault[] {
    const name = columnKey(this.headers[column] ?? '');
    const cell = `${columnLetters(column)}${number}`;
    if (!isColumnName(name)) return [];
    switch (kind) {
      case 'formula':
        this.formulas.set(column, {
          count: (this.formulas.get(column)?.count ?? 0) + 1,
          first: this.formulas.get(column)?.first ?? cell,
        });
        return [];
      case 'formula-without-value':
        return [{ ...note(formulaNeverWorkedOut, cell), column: name }];
      case 'digits-lost':
        return [{ ...note(digitsLost, cell), column: name }];
    }
  }

  private formulaFinding(column: number, { count, first }: { count: number; first: string }): Finding {
    const name = columnKey(this.headers[column] ?? '');
    return { ...note(formulaRead, name, first, String(count)), row: null, ref: null, column: name };
  }
}
