import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** No journey within Great Britain and back is longer than some 1,200 miles. */
export const veryLongJourney: RowRule = {
  kind: 'row',
  code: 'PR-172',
  severity: 'warning',
  columns: ['mileage'],
  title: 'The mileage is over 1,200 miles.',
  explain: 'Check mileage: it is the miles of this one row.',
  example: { cells: { mileage: '12500', interview_at: '12/10/2025', push_factors: 'PU01' } },
  isConfirmable: true,
  check: ({ mileage }) => when((mileage ?? 0) > 1200, 'mileage'),
};
