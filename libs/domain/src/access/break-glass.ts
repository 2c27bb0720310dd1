import { isBefore, plusHours } from '../time/index.js';
import type { Instant } from '../time/index.js';
import { granted, refused } from './decision.js';
import type { Decision } from './decision.js';
import { decideReason } from './reason.js';
import type { ReasonRefusal } from './reason.js';

/** How long an emergency opening lasts. */
const EMERGENCY_HOURS = 4;

export const reviewFindings = ['justified', 'not_justified'] as const;
export type ReviewFinding = (typeof reviewFindings)[number];

/** An opening of a record in an emergency, by somebody who may not see it otherwise. */
export interface EmergencyOpening {
  readonly openedBy: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly reviewedAt: Instant | null;
}

/**
 * Opens a record in an emergency, from now on and for four hours. Only the reason is judged here, before anything is
 * looked up: who gives none learns nothing of any record.
 */
export function decideBreakGlass(
  reason: string,
  now: Instant,
): Decision<{ readonly reason: string; readonly startsAt: Instant; readonly endsAt: Instant }, ReasonRefusal> {
  const why = decideReason(reason);
  if (why.kind === 'refused') return why;
  return granted({ reason: why.value, startsAt: now, endsAt: plusHours(now, EMERGENCY_HOURS) });
}

export type ReviewRefusal = ReasonRefusal | 'finding-missing' | 'own-opening' | 'reviewed-already';

/** What a review leaves on record. It ends an opening that is still running. */
export interface Review {
  readonly finding: ReviewFinding;
  readonly note: string;
  readonly endsAt: Instant;
}

/** Reviews an emergency opening, once, by somebody else than who opened the record. */
export function decideReview(
  opening: EmergencyOpening,
  review: { readonly by: string; readonly finding: string; readonly note: string },
  now: Instant,
): Decision<Review, ReviewRefusal> {
  if (opening.openedBy === review.by) return refused('own-opening');
  if (opening.reviewedAt !== null) return refused('reviewed-already');
  const finding = reviewFindings.find((each) => each === review.finding);
  if (finding === undefined) return refused('finding-missing');
  const note = decideReason(review.note);
  if (note.kind === 'refused') return note;
  return granted({ finding, note: note.value, endsAt: isBefore(now, opening.endsAt) ? now : opening.endsAt });
}
