import { table } from './table-shape.js';

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

export const sourceReferenceTable = table({
  name: 'source_reference',
  key: ['provider_id', 'ref'],
  isStamped: true,
  columns: { provider_id: 'uuid', ref: 'text', episode_id: 'uuid', row_version: 'integer' },
});
