import { columnKey } from './columns.js';
import type { Finding } from './finding.js';

/** What a header lacks of the columns that the contract asks for, beyond those without which no row can be read. */
export function checkRequiredColumns(headers: readonly string[], required: readonly string[]): readonly Finding[] {
  const keys = new Set(headers.map(columnKey));
  return required
    .filter((column) => !keys.has(columnKey(column)))
    .map((column) => ({
      code: 'PR-004',
      severity: 'warning',
      row: null,
      ref: null,
      column,
      message: `Column ${column} is absent, and the contract asks for it; add it. The rows go in all the same.`,
    }));
}
