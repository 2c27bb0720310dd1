import { liesBefore } from '../order-of-times.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** The alert is about what came out after the episode. */
export const alertBeforeMissing: RowRule = {
  kind: 'row',
  code: 'PR-125',
  severity: 'warning',
  columns: ['safeguarding_alert_at', 'missing_at'],
  title: 'The safeguarding alert lies before the episode.',
  explain: 'Correct safeguarding_alert_at or missing_at.',
  example: { cells: { safeguarding_alert_at: '10/10/2025 19:00' } },
  isConfirmable: false,
  check: (values) => when(liesBefore(values.safeguarding_alert_at, values.missing_at), 'safeguarding_alert_at'),
};
