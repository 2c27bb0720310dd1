import { limitsOf } from './publication.js';
import type { CountName, Limit, Publication, Relation, Term } from './publication.js';

/** What a count may be at least and at most, as far as is known; `most` may be infinite. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
  /** The relations that drew these bounds closest. */
  readonly because: readonly Relation[];
}

/** The figures of a publication cannot all be true. */
export class FiguresContradict extends Error {
  override readonly name = 'FiguresContradict';

  constructor(
    readonly count: CountName,
    /** The one that left no number for the count. */
    readonly relation: Relation,
  ) {
    super(`No number is left for ${count}: the figures contradict each other.`);
  }
}

/** Bounds narrow with each round; after so many, what is not yet known is left to the solver. */
const MOST_ROUNDS = 200;

/**
 * What readers can say of each hidden count by looking at one relation after the other, again and again, in whole
 * numbers: never closer than the truth. Throws FiguresContradict where no number is left for a count.
 */
export function boundsOf(publication: Publication): ReadonlyMap<CountName, Bounds> {
  const start = (least: number) => (count: CountName) => [count, { least, most: Infinity, because: [] }] as const;
  const unpublished = [...(publication.unpublished ?? [])];
  const bounds = new Map<CountName, Bounds>([...publication.hidden].map(start(1)).concat(unpublished.map(start(0))));
  const limits = limitsOf(publication);
  let open = limits;
  for (let round = 0; round < MOST_ROUNDS && open.length > 0; round += 1) {
    const moved = new Set(open.flatMap((limit) => narrow(bounds, limit)));
    open = limits.filter(({ terms }) => terms.some(({ count }) => moved.has(count)));
  }
  return bounds;
}

/** Draws the bounds of each count of a limit as close as the others allow, and says whose have moved. */
function narrow(bounds: Map<CountName, Bounds>, { terms, most, relation }: Limit): readonly CountName[] {
  return terms
    .filter((term) => {
      const others = terms.filter((each) => each !== term).reduce((sum, each) => sum + smallest(each, bounds), 0);
      const left = most - others;
      const known = boundsIn(bounds, term.count);
      if (!Number.isFinite(left)) return false;
      const closer = term.times > 0 ? { most: Math.floor(left / term.times) } : { least: Math.ceil(left / term.times) };
      const [least, upper] = [Math.max(known.least, closer.least ?? 0), Math.min(known.most, closer.most ?? Infinity)];
      if (least > upper) throw new FiguresContradict(term.count, relation);
      if (least === known.least && upper === known.most) return false;
      bounds.set(term.count, { least, most: upper, because: [...known.because.slice(-1), relation] });
      return true;
    })
    .map(({ count }) => count);
}

/** The least that a term can come to. */
function smallest({ count, times }: Term, bounds: ReadonlyMap<CountName, Bounds>): number {
  const { least, most } = boundsIn(bounds, count);
  return times * (times > 0 ? least : most);
}

function boundsIn(bounds: ReadonlyMap<CountName, Bounds>, count: CountName): Bounds {
  const found = bounds.get(count);
  if (!found) throw new Error(`${count} has no bounds.`);
  return found;
}
