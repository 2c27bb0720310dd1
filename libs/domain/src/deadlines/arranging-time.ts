import { completedInterviews } from '../cases/index.js';
import type { MissingCase } from '../cases/index.js';
import { firstValidOffer } from '../interviews/index.js';
import { hoursBetween, isAfter } from '../time/index.js';
import type { Instant } from '../time/index.js';

/** How long it took to buy an interview, in whole minutes, and whether it still takes. */
export interface ArrangingTime {
  readonly minutes: number;
  readonly isOver: boolean;
}

/**
 * The time lost to arranging: where interviews are bought one by one (spot purchase), from the referral until the child
 * was first offered one, while the 72 hours run on (domain brief 6.1). Until then it runs to `at`. Null where nothing is
 * bought, where nobody was asked yet, where a booking was made without an offer, and where a time of day is not known.
 */
export function arrangingTime(missingCase: MissingCase, at: Instant): ArrangingTime | null {
  const { requirement, offers, terms } = missingCase;
  const { referredAt, bookedFor } = requirement;
  if (terms.kind !== 'spot' || referredAt?.timeKnown !== true || isAfter(referredAt.at, at)) return null;
  const offered = firstValidOffer(offers, completedInterviews(missingCase));
  if (offered === null && bookedFor !== null) return null;
  if (offered?.timeKnown === false) return null;
  const until = offered === null ? at : offered.at;
  return { minutes: Math.max(0, Math.floor(hoursBetween(referredAt.at, until) * 60)), isOver: offered !== null };
}
