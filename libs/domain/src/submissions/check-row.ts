import type { CaseRecord } from '../cases/index.js';
import type { Finding } from './finding.js';
import type { ReadRow } from './provider-return.js';
import type { RowContext } from './row-rule.js';
import { recordRules, rowRules } from './rules/index.js';

/** Every check that looks at a row as a whole, in the order of their codes; none stops another. */
export function checkRow(row: ReadRow, context: RowContext): readonly Finding[] {
  return rowRules
    .filter(({ readsBlank = [] }) => !readsBlank.some((column) => row.faulty.has(column)))
    .flatMap((rule) =>
      rule.check(row.values, context).map((found) => ({ ...found, code: rule.code, row: row.row, ref: row.ref })),
    );
}

/**
 * What is wrong with a record once a sound row has been applied to it: a row may fit in itself and still not fit what
 * was said before, for example when it moves the start of an episode behind the return that is on record.
 */
export function checkAmended(row: Pick<ReadRow, 'row' | 'ref'>, record: CaseRecord): readonly Finding[] {
  const amended = {
    missing_at: record.episode.missingAt,
    returned_at: record.episode.returnedAt,
    interview_at: record.interview?.beganAt ?? null,
  };
  return recordRules
    .flatMap((rule) => rule.check(amended).map((found) => ({ ...found, code: rule.code, row: row.row, ref: row.ref })))
    .filter(({ severity }) => severity === 'error');
}

/** Whether nothing that was found holds the row back. */
export function isSound(findings: readonly Finding[]): boolean {
  return !findings.some((finding) => finding.severity === 'error');
}
