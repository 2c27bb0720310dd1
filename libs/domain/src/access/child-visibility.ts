import { every, has, holds, not, reachesTo, sameAuthority, some } from './condition.js';
import type { Condition } from './condition.js';
import { withFactsOf } from './scope-of-fact.js';
import type { ChildAccessFacts, Viewer } from './viewer.js';

/**
 * Who may see a child: whoever the role's reach takes to it, or who opened it in an emergency; of a restricted record
 * only those who are admitted to it. A deleted record is seen by nobody. (Domain, sections 1.6 and 5.2.)
 *
 * The check, the filter of lists and the policies of the database are all made of this one value.
 */
export const childVisibility: Condition = every(
  sameAuthority,
  not(has('deletion')),
  some(
    reachesTo('authority'),
    every(reachesTo('team'), has('allocation', 'team')),
    every(reachesTo('own'), has('allocation', 'person')),
    every(reachesTo('placed'), has('placement')),
    every(reachesTo('provider'), has('episode', 'provider')),
    every(not(reachesTo('provider')), not(reachesTo('none')), has('emergency', 'person')),
  ),
  some(not(has('restriction')), has('admission', 'person')),
);

/** Whether somebody may see a record; `others` are the other records of the same child, where some are merged. */
export function maySeeChild(
  viewer: Viewer,
  child: ChildAccessFacts,
  others: readonly ChildAccessFacts[] = [],
): boolean {
  return holds(childVisibility, viewer, withFactsOf(child, others));
}
