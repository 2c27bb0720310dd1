import type { FactorSection, SectionAnswer, VulnerabilityObservation } from '../factors/index.js';
import type { EpisodeId, InterviewId, OfferId, ProviderId } from '../kernel/index.js';
import type { InterviewMode } from '../providers/index.js';
import type { Moment } from '../time/index.js';

export const offerRecipients = ['child', 'carer', 'both'] as const;
export type OfferRecipient = (typeof offerRecipients)[number];
export const offerOutcomes = ['accepted', 'declined', 'no_response'] as const;
export type OfferOutcome = (typeof offerOutcomes)[number];
export const riskLevels = ['low', 'medium', 'high'] as const;
export type RiskLevel = (typeof riskLevels)[number];

/** Why a requirement ended without an interview; the order is that of every list of reasons. */
export const notCompletedReasons = [
  'declined_by_child',
  'declined_by_parent',
  'no_contact',
  'missing_again',
  'address_unknown',
  'custody',
  'hospital',
  'left_area',
  'turned_18',
  'other_authority_duty',
  'not_in_childs_interest',
  'provider_unable',
  'other',
] as const;
export type NotCompletedReason = (typeof notCompletedReasons)[number];

/** One line of the ledger of offers and attempts. An attempt is an offer only if somebody was reached. */
export interface InterviewOffer {
  readonly id: OfferId;
  readonly origin: 'offer' | 'attempt';
  readonly offeredAt: Moment;
  readonly method: string | null;
  readonly offeredTo: OfferRecipient | null;
  readonly outcome: OfferOutcome | null;
}

/** The independent conversation, once held. It may cover several episodes; each is judged on its own return. */
export interface ReturnHomeInterview {
  readonly id: InterviewId;
  /** The episode with which it was recorded; also among `covers`. */
  readonly episodeId: EpisodeId;
  readonly covers: readonly EpisodeId[];
  readonly providerId: ProviderId | null;
  readonly beganAt: Moment;
  readonly endedAt: Moment | null;
  readonly mode: InterviewMode | null;
  readonly isIndependent: boolean | null;
  readonly riskNow: RiskLevel | null;
  readonly taxonomyVersion: string;
  readonly sections: Readonly<Record<FactorSection, SectionAnswer | null>>;
  readonly vulnerabilities: readonly VulnerabilityObservation[];
}

/** What is owed after one return, and what became of it apart from offers and interviews. */
export interface InterviewRequirement {
  readonly referredAt: Moment | null;
  readonly acknowledgedAt: Moment | null;
  readonly bookedFor: Moment | null;
  readonly formReturnedAt: Moment | null;
  readonly safeguardingAlertAt: Moment | null;
  readonly notCompletedReason: NotCompletedReason | null;
  /** The carer spoke when the child declined: never a completed interview. */
  readonly hasCarerInformation: boolean;
  /** When the interview reached the child's safety plan, and whether the plan then changed. */
  readonly planInformedAt: Moment | null;
  readonly hasPlanChange: boolean;
}

export const noRequirementFacts: InterviewRequirement = {
  referredAt: null,
  acknowledgedAt: null,
  bookedFor: null,
  formReturnedAt: null,
  safeguardingAlertAt: null,
  notCompletedReason: null,
  hasCarerInformation: false,
  planInformedAt: null,
  hasPlanChange: false,
};
