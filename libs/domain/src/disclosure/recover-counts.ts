import { boundsOf } from './bounds.js';
import type { Bounds } from './bounds.js';
import { limitsOf } from './publication.js';
import type { CountName, Limit, Publication } from './publication.js';

/** Hidden counts that hang together, with all that is known of them: whole numbers within bounds and limits. */
export interface IntegerProgram {
  readonly counts: ReadonlyMap<CountName, Pick<Bounds, 'least' | 'most'>>;
  readonly limits: readonly Pick<Limit, 'terms' | 'most'>[];
}

/** An end of the range of a count: exact, and infinite where nothing holds it. */
export interface Extreme {
  readonly value: number;
  /** Numbers for the counts of the program with which all its limits hold, as far as the solver tells them. */
  readonly solution: ReadonlyMap<CountName, number>;
}

/** The least or the most that a count of a program can be. */
export type FindExtreme = (count: CountName, end: 'least' | 'most') => Extreme;

/** Whatever solves integer programs. It throws where it cannot tell: what is not proved is not published. */
export type Solver = (program: IntegerProgram) => FindExtreme;

/** What an attempt to recover hidden counts found. */
export interface Recovery {
  readonly hidden: number;
  /** Those that can be one number only. */
  readonly pinned: readonly CountName[];
  /** The narrowest range that was found, from its least to its most: 0 where one is pinned; null where none is hidden. */
  readonly narrowest: number | null;
}

/**
 * Tries to recover every hidden count from what is shown: bounds first, and what they leave open by integer programming,
 * for each group of counts that hang together. Exact: a count that is not among the pinned can be two numbers at least.
 * Counts that are known already, from elsewhere, are told neither as pinned nor as narrow.
 */
export function recoverCounts(
  publication: Publication,
  solver: Solver,
  known: ReadonlySet<CountName> = new Set(),
): Recovery {
  const ranges = rangesOf(publication, solver);
  const hidden = [...ranges].filter(([count]) => publication.hidden.has(count) && !known.has(count));
  const widths = hidden.map(([count, { least, most }]) => ({ count, width: most - least }));
  return {
    hidden: publication.hidden.size,
    pinned: widths.filter(({ width }) => width === 0).map(({ count }) => count),
    narrowest: widths.length === 0 ? null : Math.min(...widths.map(({ width }) => width)),
  };
}

function rangesOf(publication: Publication, solver: Solver): ReadonlyMap<CountName, Pick<Bounds, 'least' | 'most'>> {
  const ranges = new Map<CountName, Pick<Bounds, 'least' | 'most'>>(boundsOf(publication));
  for (const program of programsOf(ranges, limitsOf(publication))) {
    const sought = [...program.counts.keys()].filter((count) => publication.hidden.has(count));
    if (sought.length === 0) continue;
    const extreme = solver(program);
    for (const count of sought)
      ranges.set(count, { least: extreme(count, 'least').value, most: extreme(count, 'most').value });
  }
  return ranges;
}

/**
 * The hidden counts that can be one number only, in turn: the same as `recoverCounts` finds, sooner, because a count that
 * differs between two solutions need not be looked at itself.
 */
export function* pinnedIn(publication: Publication, solver: Solver): Generator<CountName> {
  const bounds = boundsOf(publication);
  for (const [count, { least, most }] of bounds) if (least === most && publication.hidden.has(count)) yield count;
  for (const program of programsOf(bounds, limitsOf(publication))) {
    const extreme = solver(program);
    const seen = new Map<CountName, number>();
    const free = new Set<CountName>();
    const look = (count: CountName, end: 'least' | 'most') => {
      const { value, solution } = extreme(count, end);
      for (const [name, number] of solution)
        if ((seen.get(name) ?? number) === number) seen.set(name, number);
        else free.add(name);
      return value;
    };
    for (const count of program.counts.keys())
      if (publication.hidden.has(count) && !free.has(count) && look(count, 'most') === look(count, 'least'))
        yield count;
  }
}

/** What the bounds leave open, in groups without a limit in common. A count that is bounded to one number is put in. */
export function programsOf(
  bounds: ReadonlyMap<CountName, Pick<Bounds, 'least' | 'most'>>,
  limits: readonly Pick<Limit, 'terms' | 'most'>[],
): readonly IntegerProgram[] {
  const open = new Map([...bounds].filter(([, { least, most }]) => least < most));
  const left = limits.flatMap(({ terms, most }) => {
    const known = terms.filter(({ count }) => !open.has(count));
    const sum = known.reduce((total, { count, times }) => total + times * (bounds.get(count)?.least ?? 0), 0);
    const unknown = terms.filter(({ count }) => open.has(count));
    return unknown.length === 0 ? [] : [{ terms: unknown, most: most - sum }];
  });
  const groups = groupsOf([...open.keys()], left);
  return groups.map((members) => ({
    counts: new Map([...open].filter(([count]) => members.has(count))),
    limits: left.filter(({ terms }) => terms.some(({ count }) => members.has(count))),
  }));
}

/** Counts that share a limit, or that share one with a third, are in one group. */
function groupsOf(
  counts: readonly CountName[],
  limits: readonly Pick<Limit, 'terms'>[],
): readonly ReadonlySet<CountName>[] {
  const groupOf = new Map(counts.map((count) => [count, new Set([count])]));
  for (const { terms } of limits) {
    const joined = new Set(terms.flatMap(({ count }) => [...(groupOf.get(count) ?? [])]));
    for (const count of joined) groupOf.set(count, joined);
  }
  return [...new Set(groupOf.values())];
}
