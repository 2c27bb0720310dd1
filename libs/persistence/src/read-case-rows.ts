import type { CaseText, ProviderClaim } from '#domain/cases';
import type { CareStatus, ChildGroup, ChildIdentity, Gender } from '#domain/children';
import type { Deadline, DeadlineKind } from '#domain/deadlines';
import type { EpisodeEnd, EpisodeFacts, MissingFrom, PoliceClassification, PoliceRisk } from '#domain/episodes';
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
import type { EpisodeCode, InterviewMode } from '#domain/providers';
import { instantOf, parseDay } from '#domain/time';
import type { Moment } from '#domain/time';

/** Rows as the database gives them; their CHECK constraints vouch for the literal types. */

type At = Date | null;
type Known = boolean | null;

function moment(at: Date, timeKnown: boolean): Moment {
  return { at: instantOf(at), timeKnown };
}

function momentOrNull(at: At, timeKnown: Known): Moment | null {
  return at && timeKnown !== null ? moment(at, timeKnown) : null;
}

export interface EpisodeRow {
  id: string;
  child_id: string;
  provider_id: string | null;
  code: EpisodeCode;
  police_classification: PoliceClassification | null;
  police_risk: PoliceRisk | null;
  council_classification: string | null;
  missing_from: MissingFrom | null;
  missing_at: Date;
  missing_time_known: boolean;
  reported_at: At;
  reported_time_known: Known;
  found_at: At;
  found_time_known: Known;
  returned_at: At;
  returned_time_known: Known;
  episode_end: EpisodeEnd | null;
  start_age: number;
  start_gender: Gender | null;
  start_ethnicity: string | null;
  start_care_status: CareStatus;
  start_group: ChildGroup;
  start_placing_authority: string | null;
  start_host_authority: string | null;
  start_placement_type: string | null;
  start_placement_outward_code: string | null;
}

export function readEpisode(row: EpisodeRow): EpisodeFacts {
  return {
    id: row.id,
    childId: row.child_id,
    providerId: row.provider_id,
    code: row.code,
    policeClassification: row.police_classification,
    policeRisk: row.police_risk,
    councilClassification: row.council_classification,
    missingFrom: row.missing_from,
    missingAt: moment(row.missing_at, row.missing_time_known),
    reportedAt: momentOrNull(row.reported_at, row.reported_time_known),
    foundAt: momentOrNull(row.found_at, row.found_time_known),
    returnedAt: momentOrNull(row.returned_at, row.returned_time_known),
    end: row.episode_end,
    atStart: {
      age: row.start_age,
      gender: row.start_gender,
      ethnicity: row.start_ethnicity,
      careStatus: row.start_care_status,
      group: row.start_group,
      placingAuthority: row.start_placing_authority,
      hostAuthority: row.start_host_authority,
      placementType: row.start_placement_type,
      placementOutwardCode: row.start_placement_outward_code,
    },
  };
}

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
  fee_claimed_pence: number | null;
  mileage: string | null;
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

export function readClaim(row: RequirementRow): ProviderClaim {
  return { feePence: row.fee_claimed_pence, miles: row.mileage === null ? null : Number(row.mileage) };
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

export interface DeadlineRow {
  id: string;
  episode_id: string;
  kind: DeadlineKind;
  rule_version: string;
  starts_at: Date;
  due_at: Date;
  settled_at: At;
  superseded_at: At;
  next_step: string | null;
  next_step_at: At;
}

export function readDeadline(row: DeadlineRow): Deadline {
  return {
    id: row.id,
    episodeId: row.episode_id,
    kind: row.kind,
    ruleVersion: row.rule_version,
    startsAt: instantOf(row.starts_at),
    dueAt: instantOf(row.due_at),
    settledAt: row.settled_at && instantOf(row.settled_at),
    supersededAt: row.superseded_at && instantOf(row.superseded_at),
    nextStep:
      row.next_step !== null && row.next_step_at ? { step: row.next_step, at: instantOf(row.next_step_at) } : null,
  };
}

export interface CaseTextRow {
  episode_id: string;
  council_ref: string | null;
  police_ref: string | null;
  found_where: string | null;
  carer_information: string | null;
  plan_change: string | null;
  lead_worker: string | null;
  team: string | null;
  interviewer: string | null;
  interviewer_role: string | null;
  interview_place: string | null;
  independence_reason: string | null;
  themes: string | null;
  child_voice: string | null;
}

export function readCaseText(row: CaseTextRow): CaseText {
  return {
    councilRef: row.council_ref,
    policeRef: row.police_ref,
    foundWhere: row.found_where,
    carerInformation: row.carer_information,
    planChange: row.plan_change,
    leadWorker: row.lead_worker,
    team: row.team,
    interviewer: row.interviewer,
    interviewerRole: row.interviewer_role,
    interviewPlace: row.interview_place,
    independenceReason: row.independence_reason,
    themes: row.themes,
    childVoice: row.child_voice,
  };
}

export interface ChildIdentityRow {
  child_id: string;
  council_child_id: string | null;
  given_name: string | null;
  family_name: string | null;
  date_of_birth: string;
  gender: string | null;
  ethnicity: string | null;
  home_postcode: string | null;
}

export function readChildIdentity(row: ChildIdentityRow): ChildIdentity {
  return {
    childId: row.child_id,
    councilChildId: row.council_child_id,
    givenName: row.given_name,
    familyName: row.family_name,
    dateOfBirth: parseDay(row.date_of_birth),
    gender: row.gender,
    ethnicity: row.ethnicity,
    homePostcode: row.home_postcode,
  };
}
