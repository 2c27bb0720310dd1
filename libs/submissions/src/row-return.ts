import { columnGuides } from '#domain/submissions';
import type { ColumnName } from '#domain/submissions';

/** The return of one row that a form was filled in with: it goes the way of every other file, so that nothing can differ. */
export function returnOfRow(period: string, cells: Readonly<Partial<Record<ColumnName, string>>>): Uint8Array {
  const row = Object.fromEntries(columnGuides.map(({ column }) => [column, cells[column] ?? '']));
  return new TextEncoder().encode(JSON.stringify({ format: 1, period, rows: [row] }));
}

/** The return for a month in which there was nothing to report: a header and no row. */
export function nilReturn(): Uint8Array {
  return new TextEncoder().encode(`${columnGuides.map(({ column }) => column).join(',')}\r\n`);
}
