import type { ChildId, EpisodeId } from '../kernel/index.js';
import { refused } from './decision.js';
import type { Decision } from './decision.js';
import { decideReason } from './reason.js';
import type { ReasonRefusal } from './reason.js';

/** An episode, as far as it matters to whether it can be one absence with another one. */
export interface EpisodeToMerge {
  readonly episodeId: EpisodeId;
  /** The record of the child that goes on, where records are merged. */
  readonly childId: ChildId;
  readonly isCancelled: boolean;
  /** It has been merged into another one, and that stands. */
  readonly isMergedAway: boolean;
  /** Others have been merged into it, and that stands. */
  readonly holdsOthers: boolean;
}

export interface EpisodeMergeWish {
  /** The episode that leads. */
  readonly into: EpisodeToMerge;
  readonly away: EpisodeToMerge;
  /** It is on record, and stands, that the two are two absences. */
  readonly areTwo: boolean;
  /** Whoever merges sees the child by an emergency opening. */
  readonly hasEmergency: boolean;
  readonly reason: string;
}

export type EpisodeMergeRefusal =
  | ReasonRefusal
  | 'emergency-only'
  | 'same-episode'
  | 'other-child'
  | 'cancelled'
  | 'merged-already'
  | 'leads-elsewhere'
  | 'holds-others'
  | 'two-absences';

/**
 * Says that two episodes of one child are one absence, told of twice. There are no chains, as with records of a child: the
 * one that leads is merged into none, and the one that is merged away holds none.
 */
export function decideEpisodeMerge({
  into,
  away,
  areTwo,
  hasEmergency,
  reason,
}: EpisodeMergeWish): Decision<string, EpisodeMergeRefusal> {
  if (hasEmergency) return refused('emergency-only');
  if (into.episodeId === away.episodeId) return refused('same-episode');
  if (into.childId !== away.childId) return refused('other-child');
  if (into.isCancelled || away.isCancelled) return refused('cancelled');
  if (away.isMergedAway) return refused('merged-already');
  if (into.isMergedAway) return refused('leads-elsewhere');
  if (away.holdsOthers) return refused('holds-others');
  if (areTwo) return refused('two-absences');
  return decideReason(reason);
}

export interface EpisodeDistinctionWish {
  readonly one: Pick<EpisodeToMerge, 'episodeId' | 'childId' | 'isCancelled'>;
  readonly other: Pick<EpisodeToMerge, 'episodeId' | 'childId' | 'isCancelled'>;
  /** They are one absence by a merge that stands. */
  readonly areOne: boolean;
  readonly areTwo: boolean;
  /** Whoever says it sees the child by an emergency opening. */
  readonly hasEmergency: boolean;
  readonly reason: string;
}

export type EpisodeDistinctionRefusal =
  ReasonRefusal | 'emergency-only' | 'same-episode' | 'other-child' | 'cancelled' | 'one-absence' | 'two-absences';

/** Says that two episodes of one child are two absences, though they look like one told of twice. */
export function decideEpisodeDistinction({
  one,
  other,
  areOne,
  areTwo,
  hasEmergency,
  reason,
}: EpisodeDistinctionWish): Decision<string, EpisodeDistinctionRefusal> {
  if (hasEmergency) return refused('emergency-only');
  if (one.episodeId === other.episodeId) return refused('same-episode');
  if (one.childId !== other.childId) return refused('other-child');
  if (one.isCancelled || other.isCancelled) return refused('cancelled');
  if (areOne) return refused('one-absence');
  if (areTwo) return refused('two-absences');
  return decideReason(reason);
}
