import type { ReviewFinding } from '#domain/access';
import { showInstant } from '#domain/time';
import type { Instant } from '#domain/time';

export const findingWords: Readonly<Record<ReviewFinding, string>> = {
  justified: 'Justified',
  not_justified: 'Not justified',
};

interface Review {
  readonly reviewedAt: Instant | null;
  /** Null where the reviewer is not known any more. */
  readonly reviewedByName: string | null;
  readonly finding: ReviewFinding | null;
}

/** What became of the review of an emergency opening, in a line. */
export function showReview({ reviewedAt, reviewedByName, finding }: Review): string {
  if (reviewedAt === null || finding === null) return 'Not yet reviewed';
  const reviewer = reviewedByName ?? 'a colleague';
  return `Reviewed by ${reviewer} on ${showInstant(reviewedAt)}: ${findingWords[finding].toLowerCase()}`;
}
