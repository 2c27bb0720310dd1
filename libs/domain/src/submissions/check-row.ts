import type { CaseRecord } from '../cases/index.js';
import { sentence } from './check-words.js';
import type { CheckWords } from './check-words.js';
import type { Finding } from './finding.js';
import type { ReadRow } from './provider-return.js';
import { factRules, fileRules, recordRules, rowRules } from './rules/index.js';
import type { FileRow, MetRecord, RowContext, RuleFinding } from './row-rule.js';

type Where = Pick<ReadRow, 'row' | 'ref'>;

/** Every check that looks at a row as a whole, in the order of their codes; none stops another. */
export function checkRow(row: Where & Pick<ReadRow, 'values' | 'faulty'>, context: RowContext): readonly Finding[] {
  const findings: Finding[] = [];
  for (const rule of rowRules) {
    if (rule.readsBlank?.some((column) => row.faulty.has(column))) continue;
    for (const found of rule.check(row.values, context)) findings.push(placed(rule, row, found));
  }
  return findings;
}

/** Every check that has to see all rows of a return, by the row that each finding stands in. */
export function checkRowsTogether(rows: readonly FileRow[]): ReadonlyMap<number, readonly Finding[]> {
  const findings = new Map<number, Finding[]>();
  for (const rule of fileRules) {
    for (const found of rule.check(rows)) {
      const ofRow = findings.get(found.row) ?? [];
      ofRow.push(placed(rule, found, found));
      findings.set(found.row, ofRow);
    }
  }
  return findings;
}

/**
 * What is wrong with a record once a sound row has been applied to it: a row may fit in itself and still not fit what
 * was said before, for example when it moves the start of an episode behind the return that is on record.
 */
export function checkAmended(row: Where, record: CaseRecord): readonly Finding[] {
  const amended = {
    missing_at: record.episode.missingAt,
    returned_at: record.episode.returnedAt,
    interview_at: record.interview?.beganAt ?? null,
    interview_ended_at: record.interview?.endedAt ?? null,
  };
  return factRules.flatMap((rule) => rule.check(amended).map((found) => placed(rule, row, found)));
}

/** What is to be said of a row that was applied, seen beside what else is on record of the child. */
export function checkAgainstRecord(row: Where, met: MetRecord): readonly Finding[] {
  return recordRules.flatMap((rule) => rule.check(met).map((found) => placed(rule, row, found)));
}

function placed(rule: CheckWords, { row, ref }: Where, { column, message }: RuleFinding): Finding {
  return { code: rule.code, severity: rule.severity, row, ref, column, message: message ?? sentence(rule) };
}

/** Whether nothing that was found holds the row back. */
export function isSound(findings: readonly Finding[]): boolean {
  return !findings.some((finding) => finding.severity === 'error');
}
