import type { ChildAccessFacts, ChildFact } from './viewer.js';

/**
 * Which facts hold for all records that make up a child, on whichever of them they stand, and which for their own record
 * alone. A provider reaches a record by its own episodes there: by a merge it never learns of another one.
 */
export const scopeOfFact = {
  restriction: 'child',
  admission: 'child',
  emergency: 'child',
  allocation: 'child',
  placement: 'child',
  episode: 'record',
  deletion: 'record',
} as const satisfies Readonly<Record<ChildFact, 'child' | 'record'>>;

/** The facts about a record together with those of the records that are the same child. */
export function withFactsOf(own: ChildAccessFacts, others: readonly ChildAccessFacts[]): ChildAccessFacts {
  const over = <Fact>(fact: ChildFact, factsIn: (record: ChildAccessFacts) => readonly Fact[]): readonly Fact[] =>
    scopeOfFact[fact] === 'child' ? [own, ...others].flatMap(factsIn) : factsIn(own);
  return {
    authority: own.authority,
    restriction: over('restriction', ({ restriction }) => restriction),
    admission: over('admission', ({ admission }) => admission),
    emergency: over('emergency', ({ emergency }) => emergency),
    allocation: over('allocation', ({ allocation }) => allocation),
    placement: over('placement', ({ placement }) => placement),
    episode: over('episode', ({ episode }) => episode),
    deletion: over('deletion', ({ deletion }) => deletion),
  };
}
