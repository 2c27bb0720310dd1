import { isEqual } from '#domain/kernel';
import { checkAgainstRecord, isColumnName, isForCouncil } from '#domain/submissions';
import type { Finding, MetRecord } from '#domain/submissions';
import { checkValues } from '../check-return.js';
import type { CheckContext, CheckedRow } from '../check-return.js';
import type { RecordNow, Together } from './put-together.js';

/** What is to be said of rows together with what is known, but for what was to be said of that before they came. */
export function findTogether(row: CheckedRow, together: Together, context: CheckContext): readonly Finding[] {
  const { before, merged, wasKnown } = together;
  const found = checkValues({ ...row, values: merged }, context);
  if (before === null || !found.some((finding) => isOfOthers(finding, together))) return found;
  return unlessSaid(found, checkValues({ ...row, values: wasKnown }, context), together);
}

function unlessSaid(found: readonly Finding[], before: readonly Finding[], together: Together): readonly Finding[] {
  return found.filter((each) => !isOfOthers(each, together) || !before.some((other) => isEqual(each, other)));
}

/** Whether a finding that holds nothing back is about a cell of which these rows say nothing. */
function isOfOthers({ severity, column, code }: Finding, { anew }: Together): boolean {
  if (severity === 'error' || isForCouncil(code) || column === null) return false;
  return isColumnName(column) && !anew.has(column);
}

/** What is to be said of rows beside the record, but for what was to be said beside it before they came. */
export function findBesideRecord(
  row: CheckedRow,
  met: MetRecord,
  now: RecordNow,
  together: Together,
): readonly Finding[] {
  return unlessSaid(checkAgainstRecord(row, met), metBefore(row, met, now), together);
}

/** What was to be said beside the record before anything was changed. */
function metBefore(row: CheckedRow, { before, known }: MetRecord, { others }: RecordNow): readonly Finding[] {
  if (before === null) return [];
  return checkAgainstRecord(row, { before, after: before, values: {}, known, others: others.near(before) });
}
