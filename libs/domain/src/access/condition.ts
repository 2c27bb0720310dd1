import type { ChildAccessFacts, ChildFact, Viewer, ViewerPart } from './viewer.js';
import type { Reach } from './reach.js';

/** A rule about who may see a child, as a value: it is asked here, and written as SQL for lists and for row-level security. */
export type Condition =
  | { readonly kind: 'every'; readonly of: readonly Condition[] }
  | { readonly kind: 'some'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'sameAuthority' }
  | { readonly kind: 'reaches'; readonly reach: Reach }
  /** The child has such a fact; with `own`, one that names this part of the viewer. */
  | { readonly kind: 'has'; readonly fact: ChildFact; readonly own: ViewerPart | null };

export const every = (...of: readonly Condition[]): Condition => ({ kind: 'every', of });
export const some = (...of: readonly Condition[]): Condition => ({ kind: 'some', of });
export const not = (of: Condition): Condition => ({ kind: 'not', of });
export const sameAuthority: Condition = { kind: 'sameAuthority' };
export const reachesTo = (reach: Reach): Condition => ({ kind: 'reaches', reach });
export const has = (fact: ChildFact, own: ViewerPart | null = null): Condition => ({ kind: 'has', fact, own });

/** Whether a rule holds for a viewer and a child. What a viewer lacks, such as a team, matches nothing. */
export function holds(condition: Condition, viewer: Viewer, child: ChildAccessFacts): boolean {
  switch (condition.kind) {
    case 'every':
      return condition.of.every((each) => holds(each, viewer, child));
    case 'some':
      return condition.of.some((each) => holds(each, viewer, child));
    case 'not':
      return !holds(condition.of, viewer, child);
    case 'sameAuthority':
      return viewer.authority === child.authority;
    case 'reaches':
      return viewer.reach === condition.reach;
    case 'has':
      return hasFact(child[condition.fact], condition.own, viewer);
  }
}

function hasFact(facts: readonly object[], own: ViewerPart | null, viewer: Viewer): boolean {
  if (own === null) return facts.length > 0;
  const mine = partOf(viewer, own);
  return mine !== null && facts.some((fact) => Reflect.get(fact, own) === mine);
}

function partOf(viewer: Viewer, part: ViewerPart): string | null {
  switch (part) {
    case 'person':
      return viewer.personId;
    case 'provider':
      return viewer.providerId;
    case 'team':
      return viewer.team;
  }
}
