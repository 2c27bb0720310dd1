import { noCaseText, noProviderClaim } from '../cases/index.js';
import type { CaseRecord, CaseText, ProviderClaim } from '../cases/index.js';
import { ageAtStart, childGroup, genderOf, outwardCodeOf } from '../children/index.js';
import type { ChildIdentity } from '../children/index.js';
import type { EpisodeFacts, EpisodeStart } from '../episodes/index.js';
import { noRequirementFacts } from '../interviews/index.js';
import type { InterviewRequirement } from '../interviews/index.js';
import { dayOf } from '../time/index.js';
import { amendInterview } from './amend-interview.js';
import { amendOffers } from './amend-offers.js';
import { said } from './amend-context.js';
import type { AmendContext, SoundValues } from './amend-context.js';

/** The identity of a child as a row leaves it. */
export function amendChild(known: ChildIdentity, values: SoundValues): ChildIdentity {
  return {
    childId: known.childId,
    councilChildId: said(values.child_id, known.councilChildId),
    givenName: said(values.given_name, known.givenName),
    familyName: said(values.family_name, known.familyName),
    dateOfBirth: values.date_of_birth,
    gender: said(values.gender, known.gender),
    ethnicity: said(values.ethnicity, known.ethnicity),
    homePostcode: said(values.home_postcode, known.homePostcode),
  };
}

/** The record of a case as a row leaves it. The same row applied twice leaves the same record. */
export function amendCase(known: CaseRecord | null, values: SoundValues, context: AmendContext): CaseRecord {
  const text = amendText(known?.text ?? noCaseText, values);
  const episode = amendEpisode(known?.episode ?? null, values, context);
  return {
    episode,
    text,
    requirement: amendRequirement(known?.requirement ?? noRequirementFacts, values, text),
    offers: amendOffers(known?.offers ?? [], values, context.newId),
    interview: amendInterview(known?.interview ?? null, values, episode.id, context),
    claim: amendClaim(known?.claim ?? noProviderClaim, values),
    careSeen: {
      childId: context.child.childId,
      seenOn: dayOf(values.missing_at),
      careStatus: values.care_status,
      placingAuthority: episode.atStart.placingAuthority,
      hostAuthority: episode.atStart.hostAuthority,
      placementType: episode.atStart.placementType,
      placementOutwardCode: episode.atStart.placementOutwardCode,
    },
  };
}

function amendEpisode(known: EpisodeFacts | null, values: SoundValues, context: AmendContext): EpisodeFacts {
  return {
    id: known?.id ?? context.newId(),
    childId: context.child.childId,
    providerId: context.providerId,
    code: values.episode_type,
    policeClassification: said(values.police_classification, known?.policeClassification ?? null),
    policeRisk: said(values.police_risk, known?.policeRisk ?? null),
    councilClassification: known?.councilClassification ?? null,
    missingFrom: said(values.missing_from, known?.missingFrom ?? null),
    missingAt: values.missing_at,
    reportedAt: said(values.reported_at, known?.reportedAt ?? null),
    foundAt: said(values.found_at, known?.foundAt ?? null),
    returnedAt: said(values.returned_at, known?.returnedAt ?? null),
    end: said(values.episode_end, known?.end ?? null),
    atStart: amendStart(known?.atStart ?? null, values, context),
  };
}

function amendStart(
  known: EpisodeStart | null,
  values: SoundValues,
  { child, travelRules }: AmendContext,
): EpisodeStart {
  const hostAuthority = said(values.host_authority, known?.hostAuthority ?? null);
  const outward = values.placement_postcode ? outwardCodeOf(values.placement_postcode) : values.placement_postcode;
  const placementOutwardCode = said(outward, known?.placementOutwardCode ?? null);
  return {
    age: ageAtStart(values.date_of_birth, values.missing_at),
    gender: values.gender === undefined ? (known?.gender ?? genderOf(child.gender)) : genderOf(values.gender),
    ethnicity: said(values.ethnicity, known?.ethnicity ?? child.ethnicity),
    careStatus: values.care_status,
    group: childGroup({ careStatus: values.care_status, hostAuthority, placementOutwardCode }, travelRules),
    placingAuthority: said(values.responsible_authority, known?.placingAuthority ?? null),
    hostAuthority,
    placementType: said(values.placement_type, known?.placementType ?? null),
    placementOutwardCode,
  };
}

function amendRequirement(known: InterviewRequirement, values: SoundValues, text: CaseText): InterviewRequirement {
  return {
    referredAt: said(values.referred_at, known.referredAt),
    acknowledgedAt: said(values.acknowledged_at, known.acknowledgedAt),
    bookedFor: said(values.booked_for, known.bookedFor),
    formReturnedAt: said(values.form_returned_at, known.formReturnedAt),
    safeguardingAlertAt: said(values.safeguarding_alert_at, known.safeguardingAlertAt),
    notCompletedReason: said(values.not_completed_reason, known.notCompletedReason),
    hasCarerInformation: text.carerInformation !== null,
    planInformedAt: said(values.plan_informed_at, known.planInformedAt),
    hasPlanChange: text.planChange !== null,
  };
}

function amendText(known: CaseText, values: SoundValues): CaseText {
  return {
    councilRef: said(values.council_ref, known.councilRef),
    policeRef: said(values.police_ref, known.policeRef),
    foundWhere: said(values.found_where, known.foundWhere),
    carerInformation: said(values.carer_information, known.carerInformation),
    planChange: said(values.plan_change, known.planChange),
    leadWorker: said(values.lead_worker, known.leadWorker),
    team: said(values.team, known.team),
    interviewer: said(values.interviewer, known.interviewer),
    interviewerRole: said(values.interviewer_role, known.interviewerRole),
    interviewPlace: said(values.interview_place, known.interviewPlace),
    independenceReason: said(values.independence_reason, known.independenceReason),
    themes: said(values.themes, known.themes),
    childVoice: said(values.child_voice, known.childVoice),
  };
}

function amendClaim(known: ProviderClaim, values: SoundValues): ProviderClaim {
  return { feePence: said(values.fee_claimed, known.feePence), miles: said(values.mileage, known.miles) };
}
