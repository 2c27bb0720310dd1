import { note } from './check-words.js';
import { columnKey } from './columns.js';
import type { Finding } from './finding.js';
import { columnOfTheContractAbsent } from './rules/pr-004-column-of-the-contract-absent.js';

/** What a header lacks of the columns that the contract asks for, beyond those without which no row can be read. */
export function checkRequiredColumns(headers: readonly string[], required: readonly string[]): readonly Finding[] {
  const keys = new Set(headers.map(columnKey));
  return required
    .filter((column) => !keys.has(columnKey(column)))
    .map((column) => ({ ...note(columnOfTheContractAbsent, column), row: null, ref: null, column }));
}
