import type { EpisodeFacts } from '../episodes/index.js';
import { spanOf } from '../time/index.js';
import type { Moment } from '../time/index.js';
import type { EpisodeSpan } from './row-rule.js';

/** Between which moments an episode can have begun and ended; an open one ends never, one ended otherwise at once. */
export function episodeSpan({
  missingAt,
  returnedAt,
  end,
}: Pick<EpisodeFacts, 'missingAt' | 'returnedAt' | 'end'>): EpisodeSpan {
  const began = range(missingAt);
  if (returnedAt) return { began, ended: range(returnedAt), isTimed: missingAt.timeKnown && returnedAt.timeKnown };
  const never = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
  return { began, ended: end === null ? never : began, isTimed: missingAt.timeKnown };
}

function range(moment: Moment): readonly [number, number] {
  const span = spanOf(moment);
  const from = span.from.epochMilliseconds;
  return [from, span.exact ? from : span.before.epochMilliseconds - 1];
}

const TWO_HOURS = 2 * 3_600_000;

/** Whether two episodes overlap whatever their unknown times were; ending and starting at one moment is fine. */
export function isSurelyOverlapping(left: EpisodeSpan, right: EpisodeSpan): boolean {
  return left.began[1] < right.ended[0] && right.began[1] < left.ended[0];
}

/**
 * Whether a row that names no reference of the council's speaks of the absence that was referred, and not of another one:
 * the two overlap whatever their unknown times were, and may have begun within two hours of one another.
 */
export function isSameAsReferred(told: EpisodeSpan, referred: EpisodeSpan): boolean {
  const apart = Math.max(told.began[0] - referred.began[1], referred.began[0] - told.began[1]);
  return isSurelyOverlapping(told, referred) && apart <= TWO_HOURS;
}

/** Whether two episodes that need not overlap lie within two hours, or are told of the same days without times. */
export function isNear(left: EpisodeSpan, right: EpisodeSpan): boolean {
  if (isSurelyOverlapping(left, right)) return false;
  if (!left.isTimed || !right.isTimed) return left.began[0] === right.began[0] && left.ended[0] === right.ended[0];
  return left.began[0] - right.ended[0] <= TWO_HOURS && right.began[0] - left.ended[0] <= TWO_HOURS;
}
