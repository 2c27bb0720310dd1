import { careStatusLabels } from '#domain/children';
import type { Keeping, RetentionAnchor, RetentionRule } from '#domain/retention';
import { showDay } from '#domain/time';

export const anchorWords: Readonly<Record<RetentionAnchor, string>> = {
  birth: 'the child’s birth',
  last_episode: 'the start of the last missing episode',
  closure: 'the end of the last missing episode',
};

const stopWords = {
  legal_hold: 'A legal hold is in force',
  missing: 'The child is still recorded as missing: record how the episode ended',
  not_known: 'A fact that the rule counts from is not on record',
} as const;

/** A rule in a line: from what it counts and how long. */
export function ruleWords({ anchor, years, yearsAfterDeathUnder18 }: RetentionRule): string {
  const death = yearsAfterDeathUnder18 === null ? '' : `; ${yearsAfterDeathUnder18} years from death under 18`;
  return `${years} years from ${anchorWords[anchor]}${death}`;
}

/** By which rule, in a line. */
export function becauseWords(because: RetentionRule | null): string {
  return because === null ? 'no rule' : `${careStatusLabels[because.careStatus]}: ${ruleWords(because)}`;
}

/** Up to when, or why not to be told. */
export function keepingWords(keeping: Keeping): string {
  switch (keeping.kind) {
    case 'kept':
      return `Kept until ${showDay(keeping.until)}`;
    case 'due':
      return `Time over since ${showDay(keeping.since)}`;
    case 'stopped':
      return stopWords[keeping.by];
  }
}
