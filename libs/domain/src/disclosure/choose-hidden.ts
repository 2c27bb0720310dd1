import { boundsOf } from './bounds.js';
import type { CountName, Publication, Relation } from './publication.js';
import { indexOf, rings } from './reach.js';
import { pinnedIn } from './recover-counts.js';
import type { Solver } from './recover-counts.js';

/** Counts below this are hidden, unless an authority says otherwise (domain brief 5.1). */
export const DEFAULT_THRESHOLD = 5;

/** Counts that are to be published, and what their readers have beside them. */
export interface Draft {
  readonly counts: ReadonlyMap<CountName, number>;
  /** What was published before, with every relation among its counts and those of the draft. */
  readonly beside: Publication;
  /** What readers look for first, and what is hidden only where nothing else is left. */
  readonly isDear: (count: CountName) => boolean;
}

/**
 * Which counts of a draft to hide: first the small ones, from 1 to below the threshold; then, as long as the draft lets
 * any hidden count be pinned, the smallest count near to it, the first of equals. The same counts give the same choice,
 * in whatever order the relations come.
 */
export function chooseHidden(given: Draft, threshold: number, solver: Solver): ReadonlySet<CountName> {
  const { counts } = given;
  const beside = { ...given.beside, relations: inOneOrder(given.beside.relations) };
  const draft = { ...given, beside };
  const hidden = new Set([...counts].filter(([, count]) => count > 0 && count < threshold).map(([name]) => name));
  const index = indexOf(beside.relations);
  const known = knownBefore(draft, solver);
  for (;;) {
    const publication = publicationOf(draft, hidden);
    const pinned = firstPinned(publication, known, solver);
    if (pinned === null) return new Set([...counts.keys()].filter((name) => hidden.has(name)));
    const around = rings([pinned.count], index, (count) => !publication.shown.has(count));
    const left = new Map([...counts].filter(([name, count]) => count > 0 && !hidden.has(name) && !known.has(name)));
    const next = nextToHide({ ...draft, counts: left }, pinned, around);
    if (next === null) throw new Error(`${pinned.count} is known whatever is hidden.`);
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

/** The draft with those counts taken out that are hidden, beside what was published before. */
export function publicationOf(
  { counts, beside }: Pick<Draft, 'counts' | 'beside'>,
  hidden: ReadonlySet<CountName>,
): Publication {
  return {
    ...beside,
    shown: new Map([...beside.shown, ...[...counts].filter(([name]) => !hidden.has(name))]),
    hidden: new Set([...[...counts.keys()].filter((name) => hidden.has(name)), ...beside.hidden]),
  };
}

/**
 * What can be worked out from what was published before, whatever the draft shows of it: hiding it hides nothing, and the
 * draft does not tell it.
 */
export function knownBefore(draft: Pick<Draft, 'counts' | 'beside'>, solver: Solver): ReadonlySet<CountName> {
  if (draft.beside.shown.size === 0) return new Set();
  const all = new Set([...draft.counts].filter(([, count]) => count > 0).map(([name]) => name));
  return new Set(pinnedIn(publicationOf(draft, all), solver));
}

interface Pinned {
  readonly count: CountName;
  /** The relations that pin it, where they can be told. */
  readonly because: readonly Relation[];
}

/** The first that bounds pin, which tell by what; where there is none, the first that a solver pins. */
function firstPinned(publication: Publication, known: ReadonlySet<CountName>, solver: Solver): Pinned | null {
  const isNew = (count: CountName) => publication.hidden.has(count) && !known.has(count);
  for (const [count, { least, most, because }] of boundsOf(publication))
    if (least === most && isNew(count)) return { count, because };
  for (const count of pinnedIn(publication, solver)) if (isNew(count)) return { count, because: [] };
  return null;
}

/** Of the counts that pin another, or else of those nearest to it, the smallest of those that can still be hidden. */
function nextToHide(
  { counts, isDear }: Draft,
  { because }: Pinned,
  around: Iterable<readonly Relation[]>,
): CountName | null {
  const smallestIn = (relations: readonly Relation[]) => {
    const named = new Set(relations.flatMap(({ terms }) => terms.map(({ count }) => count)));
    const near = [...counts].filter(([name]) => named.has(name));
    const cheap = near.filter(([name]) => !isDear(name));
    const among = cheap.length > 0 ? cheap : near;
    const smallest = Math.min(...among.map(([, count]) => count));
    return among.find(([, count]) => count === smallest)?.[0] ?? null;
  };
  const next = smallestIn(because);
  if (next !== null) return next;
  for (const ring of around) {
    const found = smallestIn(ring);
    if (found !== null) return found;
  }
  return null;
}
