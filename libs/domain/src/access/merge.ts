import type { AuthorityCode, ChildId } from '../kernel/index.js';
import { refused } from './decision.js';
import type { Decision } from './decision.js';
import { decideReason } from './reason.js';
import type { ReasonRefusal } from './reason.js';

/** A record, as far as it matters to whether it can be merged with another one of the same child. */
export interface RecordToMerge {
  readonly authority: AuthorityCode;
  readonly childId: ChildId;
  readonly isDeleted: boolean;
  /** It has been merged into another one, and that stands. */
  readonly isMergedAway: boolean;
  /** Others have been merged into it, and that stands. */
  readonly holdsOthers: boolean;
}

export interface MergeWish {
  /** The record that goes on. */
  readonly into: RecordToMerge;
  /** The record that is merged away. */
  readonly away: RecordToMerge;
  /** Whoever merges sees one of them by an emergency opening. */
  readonly hasEmergency: boolean;
  readonly reason: string;
}

export type MergeRefusal =
  | ReasonRefusal
  | 'emergency-only'
  | 'same-record'
  | 'other-authority'
  | 'deleted'
  | 'merged-already'
  | 'goes-on-elsewhere'
  | 'holds-others';

/**
 * Merges a record into another one of the same child. There are no chains: the record that goes on is itself merged into
 * none, and the one that is merged away holds none, so that undoing one merge changes no other.
 */
export function decideMerge({ into, away, hasEmergency, reason }: MergeWish): Decision<string, MergeRefusal> {
  if (hasEmergency) return refused('emergency-only');
  if (into.authority !== away.authority) return refused('other-authority');
  if (into.childId === away.childId) return refused('same-record');
  if (into.isDeleted || away.isDeleted) return refused('deleted');
  if (away.isMergedAway) return refused('merged-already');
  if (into.isMergedAway) return refused('goes-on-elsewhere');
  if (away.holdsOthers) return refused('holds-others');
  return decideReason(reason);
}

export type MergeUndoRefusal = ReasonRefusal | 'emergency-only' | 'undone-already';

/** Undoes a merge: both records are then what each of them was. */
export function decideMergeUndo(
  merge: { readonly stands: boolean; readonly hasEmergency: boolean },
  reason: string,
): Decision<string, MergeUndoRefusal> {
  if (merge.hasEmergency) return refused('emergency-only');
  return merge.stands ? decideReason(reason) : refused('undone-already');
}

export type RecordMergeUndoRefusal = MergeUndoRefusal | 'reports-are-one';

/**
 * Undoes a merge of two records of a child. An absence has one child: reports that were merged because the records are one
 * are taken apart first, or the absence of the other record would be owed by nobody.
 */
export function decideRecordMergeUndo(
  merge: Parameters<typeof decideMergeUndo>[0] & { readonly sharesAbsence: boolean },
  reason: string,
): Decision<string, RecordMergeUndoRefusal> {
  const decision = decideMergeUndo(merge, reason);
  return decision.kind === 'granted' && merge.sharesAbsence ? refused('reports-are-one') : decision;
}
