import type { TableShape } from './batch-sql.js';

/** Keeps the column names of a shape as they are written, so that rows are checked against them. */
function table<const Column extends string>(shape: TableShape<Column>): TableShape<Column> {
  return shape;
}

export const childTable = table({
  name: 'child',
  key: ['id'],
  isStamped: true,
  columns: { id: 'uuid', is_restricted: 'boolean' },
});

export const childIdentityTable = table({
  name: 'child_identity',
  key: ['child_id'],
  isStamped: true,
  columns: {
    child_id: 'uuid',
    council_child_id: 'text',
    given_name: 'text',
    family_name: 'text',
    date_of_birth: 'date',
    gender: 'text',
    ethnicity: 'text',
    home_postcode: 'text',
  },
});

export const careStatusTable = table({
  name: 'child_care_status',
  key: ['child_id', 'seen_on'],
  isStamped: true,
  columns: {
    child_id: 'uuid',
    seen_on: 'date',
    care_status: 'text',
    placing_authority: 'text',
    host_authority: 'text',
    placement_type: 'text',
    placement_outward_code: 'text',
  },
});

export const episodeTable = table({
  name: 'missing_episode',
  key: ['id'],
  isStamped: true,
  columns: {
    id: 'uuid',
    child_id: 'uuid',
    provider_id: 'uuid',
    code: 'text',
    police_classification: 'text',
    police_risk: 'text',
    council_classification: 'text',
    missing_from: 'text',
    missing_at: 'timestamptz',
    missing_time_known: 'boolean',
    reported_at: 'timestamptz',
    reported_time_known: 'boolean',
    found_at: 'timestamptz',
    found_time_known: 'boolean',
    returned_at: 'timestamptz',
    returned_time_known: 'boolean',
    episode_end: 'text',
    start_age: 'smallint',
    start_gender: 'text',
    start_ethnicity: 'text',
    start_care_status: 'text',
    start_group: 'text',
    start_placing_authority: 'text',
    start_host_authority: 'text',
    start_placement_type: 'text',
    start_placement_outward_code: 'text',
  },
});

export const classificationTable = table({
  name: 'episode_classification',
  key: ['episode_id', 'recorded_at'],
  isStamped: false,
  columns: {
    episode_id: 'uuid',
    recorded_at: 'timestamptz',
    recorded_by: 'text',
    status: 'text',
    code: 'text',
    police_classification: 'text',
    police_risk: 'text',
    council_classification: 'text',
  },
});

export const caseTextTable = table({
  name: 'case_text',
  key: ['episode_id'],
  isStamped: true,
  columns: {
    episode_id: 'uuid',
    child_id: 'uuid',
    council_ref: 'text',
    police_ref: 'text',
    found_where: 'text',
    carer_information: 'text',
    plan_change: 'text',
    lead_worker: 'text',
    team: 'text',
    interviewer: 'text',
    interviewer_role: 'text',
    interview_place: 'text',
    independence_reason: 'text',
    themes: 'text',
    child_voice: 'text',
  },
});

export const requirementTable = table({
  name: 'interview_requirement',
  key: ['episode_id'],
  isStamped: true,
  columns: {
    episode_id: 'uuid',
    referred_at: 'timestamptz',
    referred_time_known: 'boolean',
    acknowledged_at: 'timestamptz',
    acknowledged_time_known: 'boolean',
    booked_for: 'timestamptz',
    booked_time_known: 'boolean',
    form_returned_at: 'timestamptz',
    form_returned_time_known: 'boolean',
    safeguarding_alert_at: 'timestamptz',
    safeguarding_alert_time_known: 'boolean',
    not_completed_reason: 'text',
    has_carer_information: 'boolean',
    plan_informed_at: 'timestamptz',
    plan_informed_time_known: 'boolean',
    has_plan_change: 'boolean',
    fee_claimed_pence: 'integer',
    mileage: 'numeric',
  },
});

export const offerTable = table({
  name: 'interview_offer',
  key: ['id'],
  isStamped: true,
  columns: {
    id: 'uuid',
    episode_id: 'uuid',
    origin: 'text',
    offered_at: 'timestamptz',
    offered_time_known: 'boolean',
    method: 'text',
    offered_to: 'text',
    outcome: 'text',
  },
});

export const interviewTable = table({
  name: 'interview',
  key: ['id'],
  isStamped: true,
  columns: {
    id: 'uuid',
    episode_id: 'uuid',
    provider_id: 'uuid',
    began_at: 'timestamptz',
    began_time_known: 'boolean',
    ended_at: 'timestamptz',
    ended_time_known: 'boolean',
    mode: 'text',
    is_independent: 'boolean',
    risk_now: 'text',
    taxonomy_version: 'text',
    push_answer: 'text',
    pull_answer: 'text',
    harm_answer: 'text',
    protective_answer: 'text',
  },
});

export const coverTable = table({
  name: 'interview_cover',
  key: ['interview_id', 'episode_id'],
  isStamped: false,
  columns: { interview_id: 'uuid', episode_id: 'uuid' },
});

export const factorTable = table({
  name: 'factor_observation',
  key: ['interview_id', 'code'],
  isStamped: false,
  columns: { interview_id: 'uuid', section: 'text', code: 'text', view: 'text', is_primary: 'boolean' },
});

export const vulnerabilityTable = table({
  name: 'vulnerability_observation',
  key: ['interview_id', 'code'],
  isStamped: false,
  columns: { interview_id: 'uuid', code: 'text', is_present: 'boolean' },
});

export const deadlineTable = table({
  name: 'deadline',
  key: ['id'],
  isStamped: true,
  columns: {
    id: 'uuid',
    episode_id: 'uuid',
    kind: 'text',
    rule_version: 'text',
    starts_at: 'timestamptz',
    due_at: 'timestamptz',
    settled_at: 'timestamptz',
    superseded_at: 'timestamptz',
    next_step: 'text',
    next_step_at: 'timestamptz',
  },
});

export const alertTable = table({
  name: 'alert',
  key: ['id'],
  isStamped: false,
  columns: {
    id: 'uuid',
    deadline_id: 'uuid',
    episode_id: 'uuid',
    step: 'text',
    rule_version: 'text',
    due_at: 'timestamptz',
    raised_at: 'timestamptz',
    is_late: 'boolean',
  },
});

export const sourceReferenceTable = table({
  name: 'source_reference',
  key: ['provider_id', 'ref'],
  isStamped: true,
  columns: { provider_id: 'uuid', ref: 'text', episode_id: 'uuid', row_version: 'integer' },
});
