import type { Finding } from './finding.js';
import type { ReadRow } from './provider-return.js';
import type { RowContext } from './row-rule.js';
import { rowRules } from './rules/index.js';

/** Every check that looks at a row as a whole, in the order of their codes; none stops another. */
export function checkRow(row: ReadRow, context: RowContext): readonly Finding[] {
  return rowRules
    .filter(({ readsBlank = [] }) => !readsBlank.some((column) => row.faulty.has(column)))
    .flatMap((rule) =>
      rule.check(row.values, context).map((found) => ({ ...found, code: rule.code, row: row.row, ref: row.ref })),
    );
}

/** Whether nothing that was found holds the row back. */
export function isSound(findings: readonly Finding[]): boolean {
  return !findings.some((finding) => finding.severity === 'error');
}
