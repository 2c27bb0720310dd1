import { compareMoments, isSurelyAfter } from '../time/index.js';
import type { Moment } from '../time/index.js';
import type { InterviewOffer, ReturnHomeInterview } from './return-home-interview.js';

/** An offer that counts: made to the child, alone or with the carer. An attempt counts once it was answered. */
export function isValidOffer(offer: InterviewOffer): boolean {
  return (
    offer.offeredTo !== 'carer' &&
    (offer.origin === 'offer' || offer.outcome === 'accepted' || offer.outcome === 'declined')
  );
}

/** When the child was offered an interview; an interview without a recorded offer implies one at its start. */
export function validOffers(
  offers: readonly InterviewOffer[],
  interviews: readonly ReturnHomeInterview[],
): readonly Moment[] {
  const offered = offers.filter(isValidOffer).map((offer) => offer.offeredAt);
  return offered.length > 0 ? offered : interviews.map((interview) => interview.beganAt);
}

/** When the child was first offered an interview. */
export function firstValidOffer(
  offers: readonly InterviewOffer[],
  interviews: readonly ReturnHomeInterview[],
): Moment | null {
  return [...validOffers(offers, interviews)].sort(compareMoments)[0] ?? null;
}

/** The child's answer over all offers: after a refusal a later acceptance wins, and an interview held is an acceptance. */
export function childsAnswer(
  offers: readonly InterviewOffer[],
  interviews: readonly ReturnHomeInterview[],
): 'accepted' | 'declined' | null {
  const answers = offers.filter(isValidOffer);
  if (interviews.length > 0 || isAccepted(answers)) return 'accepted';
  return answers.some(({ outcome }) => outcome === 'declined') ? 'declined' : null;
}

/** Whether a refusal is on record, the child's or the carer's, and the child accepted after it. */
export function isRefusalOvertaken(offers: readonly InterviewOffer[]): boolean {
  return offers.some(({ outcome }) => outcome === 'declined') && isAccepted(offers);
}

/** Whether the child accepted, and no refusal surely came after that. */
function isAccepted(offers: readonly InterviewOffer[]): boolean {
  const refusals = offers.filter(({ outcome }) => outcome === 'declined');
  return offers
    .filter((offer) => isValidOffer(offer) && offer.outcome === 'accepted')
    .some(({ offeredAt }) => !refusals.some((refusal) => isSurelyAfter(refusal.offeredAt, offeredAt)));
}

/** Whether an offer was made, but to the carer only: no offer, and shown in a column of its own. */
export function isOfferedToCarerOnly(
  offers: readonly InterviewOffer[],
  interviews: readonly ReturnHomeInterview[],
): boolean {
  return firstValidOffer(offers, interviews) === null && offers.some((offer) => offer.offeredTo === 'carer');
}
