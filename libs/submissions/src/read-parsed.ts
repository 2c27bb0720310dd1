import { columnKey, readRow } from '#domain/submissions';
import type { ColumnName, FileRow, ReadRow, ReturnLists } from '#domain/submissions';
import type { ParsedReturn, ParsedRow } from './return-refused.js';

/** Reads a row; a cell that its workbook speaks against is faulty, and nothing else is said of it. */
export function readParsed(raw: ParsedRow, lists: ReturnLists, absent: readonly ColumnName[]): ReadRow {
  const read = readRow(raw, lists, absent);
  if (raw.faults.length === 0) return read;
  const columns = new Set<string | null>(raw.faults.map(({ column }) => column));
  const at = { row: read.row, ref: read.ref };
  return {
    ...read,
    values: Object.fromEntries(Object.entries(read.values).filter(([column]) => !columns.has(column))),
    findings: [
      ...raw.faults.map((fault) => ({ ...fault, ...at })),
      ...read.findings.filter(({ column }) => !columns.has(column)),
    ],
    faulty: new Set([...read.faulty, ...raw.faults.map(({ column }) => column)]),
  };
}

/** Columns of which the checks over the whole file need more than the text. */
const outline = ['provider_ref', 'row_version', 'interview_covers', 'not_completed_reason'];

/** Of each row only what has to be known before any row is applied. */
export function readOutlines(parsed: ParsedReturn, lists: ReturnLists): readonly FileRow[] {
  const headers = parsed.headers.filter((header) => outline.includes(columnKey(header)));
  const headerOf = new Map(parsed.headers.map((header) => [columnKey(header), header]));
  return parsed.rows.map(({ row, cells }) => {
    const read = readRow(
      { row, cells: Object.fromEntries(headers.map((header) => [header, cells[header] ?? ''])) },
      lists,
    );
    const cell = (column: string) => (cells[headerOf.get(column) ?? ''] ?? '').trim();
    return { row, ref: read.ref, values: read.values, cell };
  });
}

export function coversOthers({ values }: FileRow): boolean {
  return (values.interview_covers ?? []).length > 0;
}
