import type { CareSeen, CaseRecord } from '#domain/cases';
import type { ChildIdentity } from '#domain/children';
import type { Deadline } from '#domain/deadlines';
import type { EpisodeFacts } from '#domain/episodes';
import { missingEpisode } from '#domain/episodes';
import { at, dateOf, known } from './moment-columns.js';

/** How facts lie in their tables. Reading them back is in `read-case-rows.ts`. */

export function childIdentityRow(child: ChildIdentity) {
  return {
    child_id: child.childId,
    council_child_id: child.councilChildId,
    given_name: child.givenName,
    family_name: child.familyName,
    date_of_birth: child.dateOfBirth.toString(),
    gender: child.gender,
    ethnicity: child.ethnicity,
    home_postcode: child.homePostcode,
  };
}

export function careStatusRow(seen: CareSeen) {
  return {
    child_id: seen.childId,
    seen_on: seen.seenOn.toString(),
    care_status: seen.careStatus,
    placing_authority: seen.placingAuthority,
    host_authority: seen.hostAuthority,
    placement_type: seen.placementType,
    placement_outward_code: seen.placementOutwardCode,
  };
}

export function episodeRow(facts: EpisodeFacts) {
  return {
    id: facts.id,
    child_id: facts.childId,
    provider_id: facts.providerId,
    code: facts.code,
    police_classification: facts.policeClassification,
    police_risk: facts.policeRisk,
    council_classification: facts.councilClassification,
    missing_from: facts.missingFrom,
    missing_at: dateOf(facts.missingAt.at),
    missing_time_known: facts.missingAt.timeKnown,
    reported_at: at(facts.reportedAt),
    reported_time_known: known(facts.reportedAt),
    found_at: at(facts.foundAt),
    found_time_known: known(facts.foundAt),
    returned_at: at(facts.returnedAt),
    returned_time_known: known(facts.returnedAt),
    episode_end: facts.end,
    start_age: facts.atStart.age,
    start_gender: facts.atStart.gender,
    start_ethnicity: facts.atStart.ethnicity,
    start_care_status: facts.atStart.careStatus,
    start_group: facts.atStart.group,
    start_placing_authority: facts.atStart.placingAuthority,
    start_host_authority: facts.atStart.hostAuthority,
    start_placement_type: facts.atStart.placementType,
    start_placement_outward_code: facts.atStart.placementOutwardCode,
  };
}

/** How the episode was classed, as one line of its history. */
export function classificationOf(facts: EpisodeFacts) {
  return {
    status: missingEpisode(facts).status,
    code: facts.code,
    police_classification: facts.policeClassification,
    police_risk: facts.policeRisk,
    council_classification: facts.councilClassification,
  };
}

export function caseTextRow({ episode, text }: CaseRecord) {
  return {
    episode_id: episode.id,
    child_id: episode.childId,
    council_ref: text.councilRef,
    police_ref: text.policeRef,
    found_where: text.foundWhere,
    carer_information: text.carerInformation,
    plan_change: text.planChange,
    lead_worker: text.leadWorker,
    team: text.team,
    interviewer: text.interviewer,
    interviewer_role: text.interviewerRole,
    interview_place: text.interviewPlace,
    independence_reason: text.independenceReason,
    themes: text.themes,
    child_voice: text.childVoice,
  };
}

export function claimRow({ episode, claim }: CaseRecord) {
  return { episode_id: episode.id, fee_pence: claim.feePence, miles: claim.miles };
}

export function requirementRow({ episode, requirement }: CaseRecord) {
  return {
    episode_id: episode.id,
    referred_at: at(requirement.referredAt),
    referred_time_known: known(requirement.referredAt),
    acknowledged_at: at(requirement.acknowledgedAt),
    acknowledged_time_known: known(requirement.acknowledgedAt),
    booked_for: at(requirement.bookedFor),
    booked_time_known: known(requirement.bookedFor),
    form_returned_at: at(requirement.formReturnedAt),
    form_returned_time_known: known(requirement.formReturnedAt),
    safeguarding_alert_at: at(requirement.safeguardingAlertAt),
    safeguarding_alert_time_known: known(requirement.safeguardingAlertAt),
    not_completed_reason: requirement.notCompletedReason,
    has_carer_information: requirement.hasCarerInformation,
    plan_informed_at: at(requirement.planInformedAt),
    plan_informed_time_known: known(requirement.planInformedAt),
    has_plan_change: requirement.hasPlanChange,
  };
}

export function offerRows({ episode, offers }: CaseRecord) {
  return offers.map((offer) => ({
    id: offer.id,
    episode_id: episode.id,
    origin: offer.origin,
    offered_at: dateOf(offer.offeredAt.at),
    offered_time_known: offer.offeredAt.timeKnown,
    method: offer.method,
    offered_to: offer.offeredTo,
    outcome: offer.outcome,
  }));
}

export function deadlineRow(deadline: Deadline) {
  return {
    id: deadline.id,
    episode_id: deadline.episodeId,
    kind: deadline.kind,
    rule_version: deadline.ruleVersion,
    starts_at: dateOf(deadline.startsAt),
    due_at: dateOf(deadline.dueAt),
    settled_at: deadline.settledAt && dateOf(deadline.settledAt),
    superseded_at: deadline.supersededAt && dateOf(deadline.supersededAt),
    superseded_because: deadline.supersededBecause,
    next_step: deadline.nextStep?.step ?? null,
    next_step_at: deadline.nextStep && dateOf(deadline.nextStep.at),
  };
}
