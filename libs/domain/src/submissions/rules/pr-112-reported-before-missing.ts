import { liesBefore } from '../order-of-times.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** Nobody is reported missing who is not missing yet. */
export const reportedBeforeMissing: RowRule = {
  kind: 'row',
  code: 'PR-112',
  severity: 'warning',
  columns: ['reported_at', 'missing_at'],
  title: 'The police were told before the child went missing.',
  explain: 'Correct reported_at or missing_at.',
  example: { cells: { reported_at: '10/10/2025 19:00' } },
  isConfirmable: false,
  check: (values) => when(liesBefore(values.reported_at, values.missing_at), 'reported_at'),
};
