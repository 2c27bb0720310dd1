import type { OpeningToReview } from '#casework';
import { reviewFindings } from '#domain/access';
import { isBefore, showInstant } from '#domain/time';
import type { Instant } from '#domain/time';
import { choices } from '../forms/choices.js';
import { findingWords, showReview } from './review-words.js';

/** Emergency openings in words: first those that wait for a review, then those that had one of late. */
export function presentReviews(openings: readonly OpeningToReview[], now: Instant) {
  const shown = openings.map((each) => ({ ...presentOpening(each, now), isWaiting: each.reviewedAt === null }));
  return {
    waiting: shown.filter(({ isWaiting }) => isWaiting),
    reviewed: shown.filter(({ isWaiting }) => !isWaiting),
  };
}

/** One emergency opening with the form of its review; without it for whoever may not review it. */
export function presentReview(
  opening: OpeningToReview,
  now: Instant,
  typed: { readonly finding: string; readonly note: string },
) {
  return {
    opening: presentOpening(opening, now),
    mayReview: opening.reviewedAt === null && !opening.isOwn,
    isOwn: opening.isOwn && opening.reviewedAt === null,
    note: typed.note,
    findings: choices(
      reviewFindings.map((finding) => [finding, findingWords[finding]]),
      typed.finding,
    ),
  };
}

function presentOpening(opening: OpeningToReview, now: Instant) {
  const { id, child, childId, openedByName, reason, startsAt, endsAt } = opening;
  const isRunning = isBefore(now, endsAt);
  return {
    id,
    child: child ?? 'A record that you are not admitted to',
    record: child === null ? '' : `/children/${childId}`,
    openedBy: openedByName,
    reason,
    opened: showInstant(startsAt),
    ends: `${isRunning ? 'Runs until' : 'Ended'} ${showInstant(endsAt)}`,
    isRunning,
    review: showReview(opening),
    note: opening.note ?? '',
  };
}
