import type { CountName, IntegerProgram, Publication, Relation, Solver } from '#domain/disclosure';

interface Range {
  readonly least: number;
  readonly most: number;
}

/** A relation between places of an assignment, that can be judged once the last of them has a number. */
interface Check {
  readonly last: number;
  readonly isKept: (values: readonly number[]) => boolean;
}

/**
 * From the least to the most that each hidden count is in any assignment of whole numbers from 1 to a most which every
 * relation allows; empty where none is allowed. All are tried: this shares nothing with what it checks.
 */
export function rangesByTrying(publication: Publication, most: number): ReadonlyMap<CountName, Range> {
  const names = [...publication.hidden];
  const checks = publication.relations.flatMap((relation) => checkOf(relation, publication, names));
  const checksAt = names.map((_, place) => checks.filter(({ last }) => last === place));
  const least = names.map(() => Infinity);
  const greatest = names.map(() => -Infinity);
  const values: number[] = [];
  const tryFrom = (place: number): void => {
    if (place === names.length) {
      values.forEach((value, each) => {
        least[each] = Math.min(least[each] ?? value, value);
        greatest[each] = Math.max(greatest[each] ?? value, value);
      });
      return;
    }
    for (let value = 1; value <= most; value += 1) {
      values[place] = value;
      if (checksAt[place]?.every(({ isKept }) => isKept(values)) === true) tryFrom(place + 1);
    }
  };
  tryFrom(0);
  if (least[0] === Infinity) return new Map();
  return new Map(names.map((name, place) => [name, { least: least[place] ?? NaN, most: greatest[place] ?? NaN }]));
}

function checkOf({ terms, is, to }: Relation, { shown }: Publication, names: readonly CountName[]): readonly Check[] {
  const isKnown = terms.every(({ count }) => shown.has(count) || names.includes(count));
  const places = terms.map(({ count, times }) => ({
    place: names.indexOf(count),
    times,
    known: shown.get(count) ?? 0,
  }));
  const last = Math.max(...places.map(({ place }) => place));
  if (!isKnown || last < 0) return [];
  const isKept = (values: readonly number[]) => {
    const sum = places.reduce((total, { place, times, known }) => total + times * (values[place] ?? known), 0);
    return is === 'equal' ? sum === to : sum <= to;
  };
  return [{ last, isKept }];
}

/** A solver for small programs that tries every assignment up to a number; where nothing is allowed it throws. */
export function solveByTrying(mostOfAll: number): Solver {
  return ({ counts, limits }: IntegerProgram) => {
    const atMost = (terms: Relation['terms'], to: number): Relation => ({ terms, is: 'at_most', to });
    const relations = [
      ...limits.map(({ terms, most }) => atMost(terms, most)),
      ...[...counts].flatMap(([count, { least, most }]) => [
        atMost([{ count, times: -1 }], -least),
        atMost([{ count, times: 1 }], most),
      ]),
    ];
    const ranges = rangesByTrying({ shown: new Map(), hidden: new Set(counts.keys()), relations }, mostOfAll);
    return (count, end) => {
      const range = ranges.get(count);
      if (range === undefined) throw new Error(`No number is left for ${count}.`);
      return { value: range[end], solution: new Map() };
    };
  };
}
