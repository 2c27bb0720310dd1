import { DAY, hoursFrom } from '../order-of-times.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** Most absences last hours or days; a wrong month makes them last for months. */
export const veryLongAbsence: RowRule = {
  kind: 'row',
  code: 'PR-156',
  severity: 'warning',
  columns: ['returned_at', 'missing_at'],
  title: 'The child was missing for more than 90 days.',
  explain: 'Check missing_at and returned_at.',
  example: { cells: { returned_at: '10/02/2026 20:00' } },
  isConfirmable: true,
  check: (values) => when(hoursFrom(values.missing_at, values.returned_at) > 90 * DAY, 'returned_at'),
};
