import type { CareStatus } from '../children/index.js';
import { Temporal } from '../time/index.js';
import type { Day } from '../time/index.js';
import { anniversaryOf } from './anniversary.js';
import type { RetentionRule } from './retention-rules.js';

/** What decides how long a child's records are kept. */
export interface RetentionFacts {
  readonly dateOfBirth: Day;
  readonly diedOn: Day | null;
  /** Every care status that the child was ever seen with. */
  readonly careStatuses: readonly CareStatus[];
  /** The day on which the last missing episode began; null where there is none. */
  readonly lastEpisodeOn: Day | null;
  /** The day on which the last episode ended; null where there is none. */
  readonly closedOn: Day | null;
  /** Whether an episode has neither a return nor another end. */
  readonly isMissing: boolean;
  /** Whether a legal hold is in force: on the child, on a child in the same file of a provider, or on the whole council. */
  readonly isHeld: boolean;
}

/** Up to when records are kept: `until` is the first day on which they need not be kept any more. */
export type Keeping =
  | { readonly kind: 'kept'; readonly until: Day; readonly because: RetentionRule }
  /** The time is over; a person may delete. */
  | { readonly kind: 'due'; readonly since: Day; readonly because: RetentionRule }
  /** Whatever the time, it must not be deleted: a legal hold, a child still missing, or a fact that is not known. */
  | {
      readonly kind: 'stopped';
      readonly by: 'legal_hold' | 'missing' | 'not_known';
      readonly until: Day | null;
      readonly because: RetentionRule | null;
    };

/** A child is of age on the 18th birthday. */
const OF_AGE = 18;

/**
 * How long the records of a child are kept, by every status that the child was ever seen with: as long as the longest of
 * them asks, so that a child who becomes looked after moves to the 75th birthday. Derived each time and never stored.
 * `rules` are those in force today. A legal hold wins over everything.
 */
export function keepUntil(facts: RetentionFacts, rules: readonly RetentionRule[], today: Day): Keeping {
  const asked = rules.filter(({ careStatus }) => facts.careStatuses.includes(careStatus));
  const ends = asked.map((because) => ({ because, until: endOf(because, facts) }));
  const longest = ends
    .flatMap(({ because, until }) => (until === null ? [] : [{ because, until }]))
    .sort((left, right) => Temporal.PlainDate.compare(right.until, left.until))[0];
  if (facts.isHeld) return { kind: 'stopped', by: 'legal_hold', ...(longest ?? nothing) };
  if (!longest || ends.some(({ until }) => until === null) || !hasRuleForEach(facts, asked))
    return { kind: 'stopped', by: 'not_known', ...nothing };
  const isOver = Temporal.PlainDate.compare(longest.until, today) <= 0;
  if (!isOver) return { kind: 'kept', ...longest };
  if (facts.isMissing) return { kind: 'stopped', by: 'missing', ...longest };
  return { kind: 'due', since: longest.until, because: longest.because };
}

const nothing = { until: null, because: null } as const;

function hasRuleForEach({ careStatuses }: RetentionFacts, rules: readonly RetentionRule[]): boolean {
  return careStatuses.every((status) => rules.some(({ careStatus }) => careStatus === status));
}

/** Until when one rule asks to keep; null where the fact it counts from is not known. */
function endOf(rule: RetentionRule, facts: RetentionFacts): Day | null {
  const { dateOfBirth, diedOn } = facts;
  if (rule.yearsAfterDeathUnder18 !== null && diedOn !== null && isUnder18(dateOfBirth, diedOn))
    return anniversaryOf(diedOn, rule.yearsAfterDeathUnder18);
  const from = anchorOf(rule, facts);
  return from && anniversaryOf(from, rule.years);
}

function anchorOf({ anchor }: RetentionRule, facts: RetentionFacts): Day | null {
  switch (anchor) {
    case 'birth':
      return facts.dateOfBirth;
    case 'last_episode':
      return facts.lastEpisodeOn;
    case 'closure':
      return facts.isMissing ? null : facts.closedOn;
  }
}

function isUnder18(dateOfBirth: Day, day: Day): boolean {
  return Temporal.PlainDate.compare(day, anniversaryOf(dateOfBirth, OF_AGE)) < 0;
}
