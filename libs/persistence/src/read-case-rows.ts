import type { CaseText } from '#domain/cases';
import type { CareStatus, ChildGroup, ChildIdentity, Gender } from '#domain/children';
import type { Deadline, DeadlineKind, SetAside } from '#domain/deadlines';
import type { EpisodeEnd, EpisodeFacts, MissingFrom, PoliceClassification, PoliceRisk } from '#domain/episodes';
import type { EpisodeCode } from '#domain/providers';
import { instantOf, parseDay } from '#domain/time';
import { moment, momentOrNull } from './read-moment-columns.js';
import type { At, Known } from './read-moment-columns.js';

/** Rows as the database gives them; their CHECK constraints vouch for the literal types. */

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

export interface DeadlineRow {
  id: string;
  episode_id: string;
  kind: DeadlineKind;
  rule_version: string;
  starts_at: Date;
  due_at: Date;
  settled_at: At;
  superseded_at: At;
  superseded_because: SetAside | null;
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
    supersededBecause: row.superseded_because,
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
