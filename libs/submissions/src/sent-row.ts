import { columnKey } from '#domain/submissions';
import type { ColumnName } from '#domain/submissions';
import { cellsOf, readJsonObject } from './parse-json.js';
import { ReturnRefused } from './return-refused.js';

const ONE_ROW = 'The JSON is not a row of a provider return: it must be one object of columns.';

/** One row of a provider return, format 1, as a program sends it by itself: an object of columns. */
export type SentRow = Readonly<Record<string, unknown>>;

/** Reads a row that was sent by itself. Fails with `ReturnRefused` where it is none, or not safe to read. */
export function readSentRow(bytes: Uint8Array): SentRow {
  return Object.fromEntries(Object.entries(readJsonObject(bytes, ONE_ROW)));
}

/** The texts that a spreadsheet would hold for a row, by the names of its columns. */
export function cellsOfRow(row: SentRow): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(cellsOf(row)).map(([column, text]) => [columnKey(column), text.trim()]));
}

/** The row without a column, however its name is written. */
export function without(row: SentRow, left: ColumnName): SentRow {
  return Object.fromEntries(Object.entries(row).filter(([column]) => columnKey(column) !== left));
}

/** What a row would change: where nothing is said nothing changes, and null clears as `-` does in a cell. */
export function asChange(row: SentRow): SentRow {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, value === null ? '-' : value]));
}

/** The columns that a row gives and that are none of those asked for. */
export function columnsBesides(row: SentRow, asked: readonly ColumnName[]): readonly string[] {
  const known = new Set<string>(asked);
  return Object.keys(row).filter((column) => !known.has(columnKey(column)));
}

/** Says that several rows go elsewhere. */
export function refuseWholeReturn(row: SentRow): void {
  if (Array.isArray(row['rows']))
    throw new ReturnRefused(
      'unreadable',
      'This takes one row, an object of columns; a whole return goes to /api/v1/provider-returns.',
    );
}
