import { rungAbove, rungs, isLower } from './rungs.js';
import type { Rung } from './rungs.js';

/** Somebody who may see the child of an alert, in one of their roles. */
export interface Standing {
  readonly personId: string;
  readonly role: string;
}

/** Somebody takes messages for somebody else who is away. */
export interface Cover {
  readonly coveredId: string;
  readonly coveringId: string;
}

/** Who can be told of an alert at a moment. */
export interface Reachable {
  /** Those who may see the child, and nobody else: whoever may not is told nothing, whatever their role. */
  readonly standings: readonly Standing[];
  /** Who covers for whom at the moment. */
  readonly covers: readonly Cover[];
  readonly headOfServiceId: string | null;
}

/**
 * Who is told on a rung: everybody who stands on it, or instead of those who are away whoever covers for them. A cover
 * who is away as well, or may not see the child, covers nobody: then the one who is away is told after all.
 */
export function recipientsOn(rung: Rung, reachable: Reachable): readonly string[] {
  const { standings, covers } = reachable;
  const maySee = new Set(standings.map(({ personId }) => personId));
  const isAway = new Set(covers.map(({ coveredId }) => coveredId));
  const told = standingOn(rung, reachable).flatMap((personId) => {
    const present = covers
      .filter(
        ({ coveredId, coveringId }) => coveredId === personId && maySee.has(coveringId) && !isAway.has(coveringId),
      )
      .map(({ coveringId }) => coveringId);
    return present.length > 0 ? present : [personId];
  });
  return [...new Set(told)].sort();
}

/** Whoever is named head of service has the last rung, and one below it only where nobody else stands there. */
function standingOn(rung: Rung, { standings, headOfServiceId }: Reachable): readonly string[] {
  const roles: readonly string[] = rungs[rung].roles;
  const idsOf = (found: readonly Standing[]) => found.map(({ personId }) => personId);
  const isHead = ({ personId }: Standing) => personId === headOfServiceId;
  if (!isLower(rung)) return idsOf(standings.filter(isHead));
  const standing = standings.filter(({ role }) => roles.includes(role));
  const others = standing.filter((each) => !isHead(each));
  return idsOf(others.length > 0 ? others : standing);
}

/** The first rung from a given one upwards on which somebody can be told; the last one where there is nobody at all. */
export function rungToTell(from: Rung, reachable: Reachable): Rung {
  const isManned = recipientsOn(from, reachable).length > 0;
  return isManned || !isLower(from) ? from : rungToTell(rungAbove(from), reachable);
}
