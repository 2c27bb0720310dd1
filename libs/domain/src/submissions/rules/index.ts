import type { CheckWords, TextCheck } from '../check-words.js';
import type { FactRule, FileRule, RecordRule, RowRule } from '../row-rule.js';
import * as everyCheck from './every-check.js';

type Check = CheckWords | TextCheck | RowRule | FactRule | FileRule | RecordRule;

/** Every check there is, in the order of their codes; those of each kind follow from it, in the same order. */
const inOrder: readonly Check[] = Object.values<Check>(everyCheck).toSorted((a, b) => (a.code < b.code ? -1 : 1));

const rules = inOrder.filter((check) => 'check' in check);

/** The words of every check there is. */
export const checks: readonly CheckWords[] = inOrder;

/** The checks over the text of a cell, whatever its column holds. */
export const textChecks: readonly TextCheck[] = inOrder.filter((check) => 'finds' in check);

/** Every check of a row as a whole. */
export const rowRules: readonly (RowRule | FactRule)[] = rules.filter((rule) => rule.kind === 'row');

/** The checks of a row that are made again on the record that it leaves. */
export const factRules: readonly FactRule[] = rowRules.filter((rule) => rule.holdsOnRecord === true);

/** Every check over all rows of a return. */
export const fileRules: readonly FileRule[] = rules.filter((rule) => rule.kind === 'file');

/** Every check of a row against the record. */
export const recordRules: readonly RecordRule[] = rules.filter((rule) => rule.kind === 'record');

const forCouncil = new Set(checks.filter(({ isForCouncil: isTold = false }) => isTold).map(({ code }) => code));

/** Whether a finding rests on what others told, so that it is the council's to read and not the sender's. */
export function isForCouncil(code: string): boolean {
  return forCouncil.has(code);
}
