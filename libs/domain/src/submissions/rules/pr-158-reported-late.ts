import { DAY, hoursFrom } from '../order-of-times.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** The police are told within hours; a wrong week or month looks like this. */
export const reportedLate: RowRule = {
  kind: 'row',
  code: 'PR-158',
  severity: 'warning',
  columns: ['reported_at', 'missing_at'],
  title: 'The police were told more than seven days after the child went missing.',
  explain: 'Check missing_at and reported_at.',
  example: { cells: { reported_at: '20/10/2025' } },
  isConfirmable: true,
  check: (values) => when(hoursFrom(values.missing_at, values.reported_at) > 7 * DAY, 'reported_at'),
};
