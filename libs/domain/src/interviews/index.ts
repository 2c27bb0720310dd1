export { addFactor } from './add-factor.js';
export {
  childsAnswer,
  firstValidOffer,
  isOfferedToCarerOnly,
  isRefusalOvertaken,
  isValidOffer,
  validOffers,
} from './offer.js';
export {
  noRequirementFacts,
  notCompletedReasons,
  offerOutcomes,
  offerRecipients,
  riskLevels,
} from './return-home-interview.js';
export type {
  InterviewOffer,
  InterviewRequirement,
  NotCompletedReason,
  OfferOutcome,
  OfferRecipient,
  ReturnHomeInterview,
  RiskLevel,
} from './return-home-interview.js';
