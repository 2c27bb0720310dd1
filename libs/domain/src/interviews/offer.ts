import { compareMoments } from '../time/index.js';
import type { Moment } from '../time/index.js';
import type { InterviewOffer, ReturnHomeInterview } from './return-home-interview.js';

/** An offer that counts: made to the child, alone or with the carer. An attempt counts once it was answered. */
export function isValidOffer(offer: InterviewOffer): boolean {
  return (
    offer.offeredTo !== 'carer' &&
    (offer.origin === 'offer' || offer.outcome === 'accepted' || offer.outcome === 'declined')
  );
}

/** When the child was first offered an interview; an interview without a recorded offer implies one at its start. */
export function firstValidOffer(
  offers: readonly InterviewOffer[],
  interviews: readonly ReturnHomeInterview[],
): Moment | null {
  const offered = offers.filter(isValidOffer).map((offer) => offer.offeredAt);
  const moments = offered.length > 0 ? offered : interviews.map((interview) => interview.beganAt);
  return [...moments].sort(compareMoments)[0] ?? null;
}

/** The child's answer over all offers: after a refusal a later acceptance wins, and an interview held is an acceptance. */
export function childsAnswer(
  offers: readonly InterviewOffer[],
  interviews: readonly ReturnHomeInterview[],
): 'accepted' | 'declined' | null {
  const answers = offers.filter(isValidOffer).map((offer) => offer.outcome);
  if (interviews.length > 0 || answers.includes('accepted')) return 'accepted';
  return answers.includes('declined') ? 'declined' : null;
}

/** Whether an offer was made, but to the carer only: no offer, and shown in a column of its own. */
export function isOfferedToCarerOnly(
  offers: readonly InterviewOffer[],
  interviews: readonly ReturnHomeInterview[],
): boolean {
  return firstValidOffer(offers, interviews) === null && offers.some((offer) => offer.offeredTo === 'carer');
}
