import { isAfter, isSurelyAfter } from '../time/index.js';
import type { Instant, Moment } from '../time/index.js';
import { missingEpisode } from './missing-episode.js';
import type { EpisodeFacts } from './missing-episode.js';

export type ReturnRefusal =
  /** Nothing would change. */
  | 'same-return'
  | 'return-before-missing'
  | 'return-in-future'
  /** It was recorded in error, or ended otherwise than by a return. */
  | 'episode-over';

/**
 * Whether the council may put down another time at which a child came back, or that the child is not back after all
 * (null). Every clock counts from the return, so it must be able to have happened.
 */
export function decideReturn(
  facts: Pick<EpisodeFacts, 'missingAt' | 'returnedAt' | 'end'>,
  returnedAt: Moment | null,
  now: Instant,
):
  | { readonly kind: 'granted'; readonly value: Moment | null }
  | { readonly kind: 'refused'; readonly because: ReturnRefusal } {
  const { status } = missingEpisode(facts);
  if (status !== 'open' && status !== 'returned') return { kind: 'refused', because: 'episode-over' };
  if (isSameMoment(facts.returnedAt, returnedAt)) return { kind: 'refused', because: 'same-return' };
  if (returnedAt !== null && isAfter(returnedAt.at, now)) return { kind: 'refused', because: 'return-in-future' };
  if (returnedAt !== null && isSurelyAfter(facts.missingAt, returnedAt))
    return { kind: 'refused', because: 'return-before-missing' };
  return { kind: 'granted', value: returnedAt };
}

function isSameMoment(left: Moment | null, right: Moment | null): boolean {
  if (left === null || right === null) return left === right;
  return left.timeKnown === right.timeKnown && left.at.equals(right.at);
}
