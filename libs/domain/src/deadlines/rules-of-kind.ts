import type { DeadlineRule, StepTaker } from './clock-rule.js';
import { isRepeatKind } from './deadline-kind.js';
import type { DeadlineKind } from './deadline-kind.js';
import { deadlineRules, repeatRule } from './deadline-rules.js';

export const deadlineKinds: readonly DeadlineKind[] = [...new Set(deadlineRules.map(({ kind }) => kind))];

/** Of each kind of clock its rules, the latest first. */
const rulesByKind = new Map<DeadlineKind, readonly DeadlineRule[]>(
  deadlineKinds.map((kind) => [
    kind,
    deadlineRules
      .filter((rule) => rule.kind === kind)
      .sort((left, right) => (left.validFrom < right.validFrom ? 1 : -1)),
  ]),
);

/** The rules of a kind, the latest first. Of repeats there are as many as an authority has numbers for. */
export function rulesOf(kind: DeadlineKind): readonly DeadlineRule[] {
  const known = rulesByKind.get(kind);
  if (known) return known;
  const rules = isRepeatKind(kind) ? [repeatRule({ kind, source: 'Set by the authority' })] : [];
  rulesByKind.set(kind, rules);
  return rules;
}

/** Reads the name of a clock; null where it is none. */
export function readDeadlineKind(text: string): DeadlineKind | null {
  return deadlineKinds.find((kind) => kind === text) ?? (isRepeatKind(text) ? text : null);
}

/** Whose move it is while a clock of a kind runs. */
export function takerOf(kind: DeadlineKind): StepTaker {
  return rulesOf(kind)[0]?.takenBy ?? 'team';
}
