import { table } from './table-shape.js';

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
    superseded_because: 'text',
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

export const escalationTable = table({
  name: 'alert_escalation',
  key: ['alert_id'],
  isStamped: false,
  columns: { alert_id: 'uuid', rung: 'smallint', reached_at: 'timestamptz', climbs_at: 'timestamptz' },
});

export const messageTable = table({
  name: 'alert_message',
  key: ['id'],
  isStamped: false,
  columns: {
    id: 'uuid',
    alert_id: 'uuid',
    recipient_id: 'uuid',
    channel: 'text',
    rung: 'smallint',
    reached_at: 'timestamptz',
    queued_at: 'timestamptz',
    accepted_at: 'timestamptz',
    delivered_at: 'timestamptz',
    next_attempt_at: 'timestamptz',
    held_until: 'timestamptz',
  },
});

export const acknowledgementTable = table({
  name: 'alert_acknowledgement',
  key: ['id'],
  isStamped: false,
  columns: {
    id: 'uuid',
    alert_id: 'uuid',
    person_id: 'uuid',
    acknowledged_at: 'timestamptz',
    promised_by: 'timestamptz',
  },
});

export const promiseTable = table({
  name: 'alert_promise',
  key: ['acknowledgement_id'],
  isStamped: false,
  columns: { acknowledgement_id: 'uuid', words: 'text' },
});

export const handoverTable = table({
  name: 'alert_handover',
  key: ['id'],
  isStamped: false,
  columns: { id: 'uuid', alert_id: 'uuid', from_id: 'uuid', to_id: 'uuid', asked_at: 'timestamptz' },
});
