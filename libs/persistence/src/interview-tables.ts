import { table } from './table-shape.js';

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
  },
});

export const claimTable = table({
  name: 'provider_claim',
  key: ['episode_id'],
  isStamped: true,
  columns: { episode_id: 'uuid', fee_pence: 'integer', miles: 'numeric' },
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
