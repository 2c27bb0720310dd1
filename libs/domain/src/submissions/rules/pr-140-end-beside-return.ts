import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** An episode ends with a return or otherwise; cancelled is another matter. */
export const endBesideReturn: RowRule = {
  kind: 'row',
  code: 'PR-140',
  severity: 'warning',
  columns: ['episode_end', 'returned_at'],
  title: 'The episode ended otherwise, and a return is given as well.',
  explain: 'Clear the one that is not so with a hyphen.',
  example: { cells: { episode_end: 'ended_other', returned_at: '11/10/2025 08:00' } },
  isConfirmable: false,
  check: ({ episode_end: end, returned_at: returnedAt }) =>
    when(returnedAt && (end === 'turned_18' || end === 'ended_other'), 'episode_end'),
};
