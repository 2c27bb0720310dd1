import { spanOf } from '../time/index.js';
import type { Moment } from '../time/index.js';

/** A time that a child was away, as one source tells it. */
export interface Absence {
  readonly missingAt: Moment;
  /** Null: no return is known; which is not to say that the child is still missing. */
  readonly returnedAt: Moment | null;
}

/** Two absences of a child that lie no further apart than this are one (domain brief 1.6). */
const SAME_ABSENCE_HOURS = 2;

/**
 * Whether two absences of one child are one: they overlap, or lie at most two hours apart. A time of day that is not
 * known may be any of its day. Where a return is not known, only the start is taken for certain; `perhaps` is said when
 * they would be one had the child stayed away.
 */
export function isSameAbsence(left: Absence, right: Absence): 'yes' | 'perhaps' | 'no' {
  if (meet(knownExtent(left), knownExtent(right))) return 'yes';
  return meet(longestExtent(left), longestExtent(right)) ? 'perhaps' : 'no';
}

/** In milliseconds, both ends included. */
interface Extent {
  readonly from: number;
  readonly to: number;
}

function meet(left: Extent, right: Extent): boolean {
  const apart = SAME_ABSENCE_HOURS * 3_600_000;
  return left.from <= right.to + apart && right.from <= left.to + apart;
}

/** From the earliest that it can have begun to the latest that it is known to have lasted. */
function knownExtent({ missingAt, returnedAt }: Absence): Extent {
  const last = spanOf(returnedAt ?? missingAt);
  return {
    from: spanOf(missingAt).from.epochMilliseconds,
    to: (last.exact ? last.from : last.before).epochMilliseconds,
  };
}

function longestExtent(absence: Absence): Extent {
  const known = knownExtent(absence);
  return absence.returnedAt === null ? { ...known, to: Infinity } : known;
}
