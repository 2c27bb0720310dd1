import { isFullName } from '../children/index.js';
import type { ChildDoubtCause } from '../children/index.js';
import type { ChildId } from '../kernel/index.js';
import { granted, refused } from './decision.js';
import type { Decision } from './decision.js';
import { decideReason } from './reason.js';
import type { ReasonRefusal } from './reason.js';

/** A record that a row in doubt may speak of, as far as it matters to the decision. */
export interface MatchCandidate {
  readonly childId: ChildId;
  /** The record has another date of birth than the row. */
  readonly isBornElse: boolean;
  /** The episode that the row's reference names stands on it. */
  readonly isOfReference: boolean;
  /** Whoever decides sees it by an emergency opening. */
  readonly hasEmergency: boolean;
  /** It is restricted, and whoever decides has not said within the hour why they open it. */
  readonly needsReason: boolean;
}

/** A row in doubt, before somebody who is to say of which child it speaks. */
export interface MatchQuestion {
  readonly because: ChildDoubtCause;
  readonly candidates: readonly MatchCandidate[];
  /** One of the records is not for whoever decides; or there is none, and they do not see the whole council's. */
  readonly isKept: boolean;
  /** The row gives both parts of a name. */
  readonly isNameFull: boolean;
}

/** What somebody decides of which child a row speaks. */
export type MatchWish =
  | {
      readonly kind: 'this_child';
      readonly childId: string;
      /** Whose date of birth is right where the two differ; the other one's is a mistake. */
      readonly birth: 'record' | 'row' | null;
      /** The name of the row becomes one by which the child is known. */
      readonly keepsName: boolean;
    }
  | { readonly kind: 'new_child' }
  | { readonly kind: 'left_out' };

export type MatchRefusal =
  | ReasonRefusal
  | 'not-yours'
  | 'opening-first'
  | 'emergency-only'
  | 'not-a-candidate'
  | 'birth-not-chosen'
  | 'name-not-full'
  | 'reference-elsewhere';

/**
 * Says of which child a row speaks. Only who may open every record that it may speak of decides, so that nobody decides
 * against a record that they do not know. Under a reference there is one episode of one child: a row whose reference
 * stands on a record is that child's, or is left out.
 */
export function decideMatch(question: MatchQuestion, wish: MatchWish, reason: string): Decision<string, MatchRefusal> {
  const { candidates, because } = question;
  if (question.isKept) return refused('not-yours');
  if (candidates.some(({ needsReason }) => needsReason)) return refused('opening-first');
  if (candidates.some(({ hasEmergency }) => hasEmergency)) return refused('emergency-only');
  const isTied = because === 'reference_of_another_child';
  if (wish.kind === 'new_child' && isTied) return refused('reference-elsewhere');
  if (wish.kind === 'this_child') {
    const chosen = candidates.find(({ childId }) => childId === wish.childId);
    if (!chosen) return refused('not-a-candidate');
    if (isTied && !chosen.isOfReference) return refused('reference-elsewhere');
    if (chosen.isBornElse && wish.birth === null) return refused('birth-not-chosen');
    if (wish.keepsName && !question.isNameFull) return refused('name-not-full');
  }
  return decideReason(reason);
}

/** The decision stands no more, or is not for whoever would undo it. */
export type MatchUndoRefusal = ReasonRefusal | 'emergency-only';

export function decideMatchUndo(
  { hasEmergency }: { readonly hasEmergency: boolean },
  reason: string,
): Decision<string, MatchUndoRefusal> {
  return hasEmergency ? refused('emergency-only') : decideReason(reason);
}

export type NameRefusal = 'name-missing' | 'name-too-long' | 'known-by-it' | 'emergency-only';

/** Longer than this is no part of a name. */
export const NAME_MOST = 100;

/** A name as it is typed. */
export interface TypedName {
  readonly givenName: string;
  readonly familyName: string;
}

/** Another name by which a child is known: both parts, because a child is never matched by less. */
export function decideName(typed: TypedName): Decision<TypedName, NameRefusal> {
  const name = { givenName: typed.givenName.trim(), familyName: typed.familyName.trim() };
  if (!isFullName(name)) return refused('name-missing');
  if (Math.max(name.givenName.length, name.familyName.length) > NAME_MOST) return refused('name-too-long');
  return granted(name);
}
