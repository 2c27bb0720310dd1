import type { CountName, Relation } from './publication.js';

/** Relations by the counts that they speak of. */
export type RelationIndex = ReadonlyMap<CountName, readonly Relation[]>;

export function indexOf(relations: readonly Relation[]): RelationIndex {
  const index = new Map<CountName, Relation[]>();
  for (const relation of relations)
    for (const { count } of relation.terms) index.set(count, [...(index.get(count) ?? []), relation]);
  return index;
}

/**
 * The relations that tell something of some counts: those that speak of them, then those that speak of the open counts in
 * these, and so on, ring by ring. A shown count passes nothing on.
 */
export function* rings(
  from: Iterable<CountName>,
  index: RelationIndex,
  isOpen: (count: CountName) => boolean,
): Generator<readonly Relation[]> {
  const seen = new Set<Relation>();
  for (let counts = new Set(from); counts.size > 0;) {
    const ring = [...new Set([...counts].flatMap((count) => index.get(count) ?? []))].filter((each) => !seen.has(each));
    if (ring.length === 0) return;
    yield ring;
    for (const relation of ring) seen.add(relation);
    counts = new Set(ring.flatMap(({ terms }) => terms.map(({ count }) => count)).filter(isOpen));
  }
}
