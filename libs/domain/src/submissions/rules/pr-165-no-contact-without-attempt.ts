import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** After no contact the form lists the attempts that were made. */
export const noContactWithoutAttempt: RowRule = {
  kind: 'row',
  code: 'PR-165',
  severity: 'warning',
  columns: ['not_completed_reason', 'attempts', 'offered_at'],
  title: 'The child is said not to have been reached, but no attempt is recorded.',
  explain: 'Give the attempts, with their times.',
  example: { cells: { not_completed_reason: 'no_contact' } },
  isConfirmable: false,
  readsBlank: ['offered_at', 'attempts'],
  check: ({ not_completed_reason: reason, offered_at: offeredAt, attempts }) =>
    when(reason === 'no_contact' && !offeredAt && !attempts, 'attempts'),
};
