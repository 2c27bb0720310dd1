/** A count as a publication names it: a JSON pointer into a report. */
export type CountName = string;

export interface Term {
  readonly count: CountName;
  readonly times: number;
}

/** What readers know about counts, whole numbers all: the terms add up to a number, or to no more than it. */
export interface Relation {
  readonly terms: readonly Term[];
  readonly is: 'equal' | 'at_most';
  readonly to: number;
}

/** Counts that are read together, of which some are hidden. */
export interface Publication {
  readonly shown: ReadonlyMap<CountName, number>;
  /** In the order of the publication. True zeros are shown, so that readers know of each of these that it is 1 or more. */
  readonly hidden: ReadonlySet<CountName>;
  /** Counts that stand nowhere and through which others hang together: 0 or more. */
  readonly unpublished?: ReadonlySet<CountName>;
  readonly relations: readonly Relation[];
}

/** The parts add up to the total. */
export function addsUp(total: CountName, parts: readonly CountName[]): Relation {
  return { terms: [...parts.map((count) => ({ count, times: 1 })), { count: total, times: -1 }], is: 'equal', to: 0 };
}

/** Some counts add up to no more than others do; of none, and of a row that a table does not list, the sum is 0. */
export function isAtMost(lesser: readonly CountName[], greater: readonly CountName[]): Relation {
  const terms = [...lesser.map((count) => ({ count, times: 1 })), ...greater.map((count) => ({ count, times: -1 }))];
  return { terms, is: 'at_most', to: 0 };
}

/** The parts, and more than them, are in the whole. */
export function isWithin(parts: readonly CountName[], whole: CountName): Relation {
  return isAtMost(parts, [whole]);
}

/** Parts that may overlap, and so may add up to more than the whole that they make up. */
export function isCoveredBy(whole: CountName, parts: readonly CountName[]): Relation {
  return isAtMost([whole], parts);
}

/** One count in two places. */
export function isSame(left: CountName, right: CountName): Relation {
  return addsUp(left, [right]);
}

/** What a relation says of the counts that are not shown alone: their terms come to no more than a number. */
export interface Limit {
  readonly terms: readonly Term[];
  readonly most: number;
  readonly relation: Relation;
}

/** Relations with the shown counts put in; one that speaks of a count of which nothing is known says nothing. */
export function limitsOf({ shown, hidden, unpublished, relations }: Publication): readonly Limit[] {
  const isOpen = ({ count }: Term) => hidden.has(count) || unpublished?.has(count) === true;
  return relations.flatMap((relation): readonly Limit[] => {
    const terms = relation.terms.filter(isOpen);
    if (terms.length === 0 || !relation.terms.every((term) => isOpen(term) || shown.has(term.count))) return [];
    const known = relation.terms.reduce((sum, { count, times }) => sum + times * (shown.get(count) ?? 0), 0);
    const limit = { terms, most: relation.to - known, relation };
    if (relation.is === 'at_most') return [limit];
    const reversed = terms.map(({ count, times }) => ({ count, times: -times }));
    return [limit, { terms: reversed, most: -limit.most, relation }];
  });
}
