import { liesBefore } from '../order-of-times.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** Found comes after missing. */
export const foundBeforeMissing: RowRule = {
  kind: 'row',
  code: 'PR-113',
  severity: 'warning',
  columns: ['found_at', 'missing_at'],
  title: 'The child was found before going missing.',
  explain: 'Correct found_at or missing_at.',
  example: { cells: { found_at: '10/10/2025 19:00' } },
  isConfirmable: false,
  check: (values) => when(liesBefore(values.found_at, values.missing_at), 'found_at'),
};
