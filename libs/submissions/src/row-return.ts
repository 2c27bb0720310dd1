import { columnGuides } from '#domain/submissions';
import type { SentRow } from './sent-row.js';

/** The return of one row: it goes the way of every other file, so that nothing can differ. Null for no month. */
export function returnOfRow(row: SentRow, period: string | null): Uint8Array {
  const whole = { format: 1, ...(period !== null && { period }), rows: [row] };
  return new TextEncoder().encode(JSON.stringify(whole));
}

/** A row with every column: what is blank in it was left blank, and is not missing. */
export function withEveryColumn(row: SentRow): SentRow {
  return Object.fromEntries(columnGuides.map(({ column }) => [column, row[column] ?? '']));
}

/** The return for a month in which there was nothing to report: a header and no row. */
export function nilReturn(): Uint8Array {
  return new TextEncoder().encode(`${columnGuides.map(({ column }) => column).join(',')}\r\n`);
}
