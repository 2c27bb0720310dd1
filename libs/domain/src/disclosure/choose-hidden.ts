import { boundsOf } from './bounds.js';
import type { CountName, Publication, Relation } from './publication.js';
import { recoverCounts } from './recover-counts.js';
import type { Solver } from './recover-counts.js';

/** Counts below this are hidden, unless an authority says otherwise (domain brief 5.1). */
export const DEFAULT_THRESHOLD = 5;

/**
 * Which counts to hide: first the small ones, from 1 to below the threshold; then, as long as any of the hidden can be
 * pinned, the smallest count of a relation that pins it, the first of equals. The same counts give the same choice, in
 * whatever order the relations come.
 */
export function chooseHidden(
  counts: ReadonlyMap<CountName, number>,
  relations: readonly Relation[],
  threshold: number,
  solver: Solver,
): ReadonlySet<CountName> {
  const ordered = inOneOrder(relations);
  const hidden = new Set([...counts].filter(([, count]) => count > 0 && count < threshold).map(([name]) => name));
  for (;;) {
    const publication = publicationOf(counts, hidden, ordered);
    const pinned = firstPinned(publication, solver);
    if (pinned === null) return publication.hidden;
    const near = [pinned.because, of(pinned.count, ordered), ordered];
    const next = near.map((among) => smallestShown(publication, among)).find((count) => count !== null);
    if (next === undefined) throw new Error(`${pinned.count} is known whatever is hidden.`);
    hidden.add(next);
  }
}

/** What a count is first said to be pinned by depends on the order in which relations are looked at. */
function inOneOrder(relations: readonly Relation[]): readonly Relation[] {
  return relations
    .map((relation) => ({ relation, text: JSON.stringify([relation.is, relation.to, relation.terms]) }))
    .sort((left, right) => Number(left.text > right.text) - Number(left.text < right.text))
    .map(({ relation }) => relation);
}

/** The counts with those taken out that are hidden. */
export function publicationOf(
  counts: ReadonlyMap<CountName, number>,
  hidden: ReadonlySet<CountName>,
  relations: readonly Relation[],
): Publication {
  const shown = new Map([...counts].filter(([name]) => !hidden.has(name)));
  return { shown, hidden: new Set([...counts.keys()].filter((name) => hidden.has(name))), relations };
}

interface Pinned {
  readonly count: CountName;
  /** The relations that pin it, where they can be told. */
  readonly because: readonly Relation[];
}

/** The first that bounds pin, which tell by what; where there is none, the first that a solver pins. */
function firstPinned(publication: Publication, solver: Solver): Pinned | null {
  for (const [count, { least, most, because }] of boundsOf(publication)) if (least === most) return { count, because };
  const [count] = recoverCounts(publication, solver).pinned;
  return count === undefined ? null : { count, because: [] };
}

const of = (count: CountName, relations: readonly Relation[]) =>
  relations.filter(({ terms }) => terms.some((term) => term.count === count));

/** Of the counts that relations speak of and that are shown, the smallest above zero; the first of equals. */
function smallestShown({ shown }: Publication, relations: readonly Relation[]): CountName | null {
  const named = new Set(relations.flatMap(({ terms }) => terms.map(({ count }) => count)));
  let smallest: readonly [CountName, number] | null = null;
  for (const [name, count] of shown)
    if (named.has(name) && count > 0 && count < (smallest?.[1] ?? Infinity)) smallest = [name, count];
  return smallest?.[0] ?? null;
}
