import type { Day } from '../time/index.js';
import type { RetentionAnchor, RetentionRule } from './retention-rules.js';

/**
 * The latest day that each fact may have for a child to be due at all: a first, coarse sieve for a database, so that
 * only few children are judged one by one. Null where no rule counts from that fact.
 */
export type DueSieve = Readonly<Record<RetentionAnchor | 'death', Day | null>>;

/** The sieve for the rules in force today: a child is due only if at least one of its facts passes. */
export function dueSieve(rules: readonly RetentionRule[], today: Day): DueSieve {
  const least = (years: readonly number[]) =>
    years.length === 0 ? null : today.subtract({ years: Math.min(...years) });
  const ofAnchor = (anchor: RetentionAnchor) =>
    least(rules.filter((rule) => rule.anchor === anchor).map(({ years }) => years));
  return {
    birth: ofAnchor('birth'),
    last_episode: ofAnchor('last_episode'),
    closure: ofAnchor('closure'),
    death: least(rules.flatMap(({ yearsAfterDeathUnder18: years }) => years ?? [])),
  };
}
