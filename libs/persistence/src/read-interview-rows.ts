import type { ProviderClaim } from '#domain/cases';
import type { FactorSection, FactorView, SectionAnswer, VulnerabilityObservation } from '#domain/factors';
import type {
  InterviewOffer,
  InterviewRequirement,
  NotCompletedReason,
  OfferOutcome,
  OfferRecipient,
  ReturnHomeInterview,
  RiskLevel,
} from '#domain/interviews';
import type { InterviewMode } from '#domain/providers';
import { moment, momentOrNull } from './read-moment-columns.js';
import type { At, Known } from './read-moment-columns.js';

/** Rows as the database gives them; their CHECK constraints vouch for the literal types. */

export interface RequirementRow {
  episode_id: string;
  referred_at: At;
  referred_time_known: Known;
  acknowledged_at: At;
  acknowledged_time_known: Known;
  booked_for: At;
  booked_time_known: Known;
  form_returned_at: At;
  form_returned_time_known: Known;
  safeguarding_alert_at: At;
  safeguarding_alert_time_known: Known;
  not_completed_reason: NotCompletedReason | null;
  has_carer_information: boolean;
  plan_informed_at: At;
  plan_informed_time_known: Known;
  has_plan_change: boolean;
}

export function readRequirement(row: RequirementRow): InterviewRequirement {
  return {
    referredAt: momentOrNull(row.referred_at, row.referred_time_known),
    acknowledgedAt: momentOrNull(row.acknowledged_at, row.acknowledged_time_known),
    bookedFor: momentOrNull(row.booked_for, row.booked_time_known),
    formReturnedAt: momentOrNull(row.form_returned_at, row.form_returned_time_known),
    safeguardingAlertAt: momentOrNull(row.safeguarding_alert_at, row.safeguarding_alert_time_known),
    notCompletedReason: row.not_completed_reason,
    hasCarerInformation: row.has_carer_information,
    planInformedAt: momentOrNull(row.plan_informed_at, row.plan_informed_time_known),
    hasPlanChange: row.has_plan_change,
  };
}

export interface ClaimRow {
  episode_id: string;
  fee_pence: number | null;
  miles: string | null;
}

export function readClaim(row: ClaimRow): ProviderClaim {
  return { feePence: row.fee_pence, miles: row.miles === null ? null : Number(row.miles) };
}

export interface OfferRow {
  id: string;
  episode_id: string;
  origin: 'offer' | 'attempt';
  offered_at: Date;
  offered_time_known: boolean;
  method: string | null;
  offered_to: OfferRecipient | null;
  outcome: OfferOutcome | null;
}

export function readOffer(row: OfferRow): InterviewOffer {
  return {
    id: row.id,
    origin: row.origin,
    offeredAt: moment(row.offered_at, row.offered_time_known),
    method: row.method,
    offeredTo: row.offered_to,
    outcome: row.outcome,
  };
}

type AnswerKind = SectionAnswer['kind'] | null;

export interface InterviewRow {
  id: string;
  episode_id: string;
  provider_id: string | null;
  began_at: Date;
  began_time_known: boolean;
  ended_at: At;
  ended_time_known: Known;
  mode: InterviewMode | null;
  is_independent: boolean | null;
  risk_now: RiskLevel | null;
  taxonomy_version: string;
  push_answer: AnswerKind;
  pull_answer: AnswerKind;
  harm_answer: AnswerKind;
  protective_answer: AnswerKind;
  covers: string[];
  factors: { section: FactorSection; code: string; view: FactorView | null; isPrimary: boolean }[] | null;
  vulnerabilities: VulnerabilityObservation[] | null;
}

export function readInterview(row: InterviewRow): ReturnHomeInterview {
  const section = (name: FactorSection, kind: AnswerKind): SectionAnswer | null => {
    if (kind !== 'answered') return kind && { kind };
    const factors = (row.factors ?? []).filter((factor) => factor.section === name);
    return { kind, factors: factors.map(({ code, view, isPrimary }) => ({ code, view, isPrimary })) };
  };
  return {
    id: row.id,
    episodeId: row.episode_id,
    covers: row.covers,
    providerId: row.provider_id,
    beganAt: moment(row.began_at, row.began_time_known),
    endedAt: momentOrNull(row.ended_at, row.ended_time_known),
    mode: row.mode,
    isIndependent: row.is_independent,
    riskNow: row.risk_now,
    taxonomyVersion: row.taxonomy_version,
    sections: {
      push: section('push', row.push_answer),
      pull: section('pull', row.pull_answer),
      harm: section('harm', row.harm_answer),
      protective: section('protective', row.protective_answer),
    },
    vulnerabilities: row.vulnerabilities ?? [],
  };
}
