import { table } from './table-shape.js';

export const returnDeadlineTable = table({
  name: 'provider_return_deadline',
  key: ['id'],
  isStamped: true,
  columns: {
    id: 'uuid',
    provider_id: 'uuid',
    contract_id: 'uuid',
    period: 'text',
    rule_version: 'text',
    due_at: 'timestamptz',
    superseded_at: 'timestamptz',
    arrived_overdue_at: 'timestamptz',
    next_step: 'text',
    next_step_at: 'timestamptz',
  },
});

export const returnAlertTable = table({
  name: 'provider_return_alert',
  key: ['id'],
  isStamped: false,
  columns: {
    id: 'uuid',
    provider_return_deadline_id: 'uuid',
    provider_id: 'uuid',
    contract_id: 'uuid',
    period: 'text',
    step: 'text',
    rule_version: 'text',
    due_at: 'timestamptz',
    raised_at: 'timestamptz',
    is_late: 'boolean',
  },
});
