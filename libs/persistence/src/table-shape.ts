import type { TableShape } from './batch-sql.js';

/** Keeps the column names of a shape as they are written, so that rows are checked against them. */
export function table<const Column extends string>(shape: TableShape<Column>): TableShape<Column> {
  return shape;
}
