import { isSurelyAfter } from '../../time/index.js';
import { when } from '../row-rule.js';
import type { FactRule } from '../row-rule.js';

/** A return lies at or after the start of its episode (SSDA903 rule 567: the same day is fine). */
export const returnedBeforeMissing: FactRule = {
  kind: 'row',
  holdsOnRecord: true,
  code: 'PR-101',
  severity: 'error',
  columns: ['missing_at', 'returned_at'],
  title: 'The child returned before going missing.',
  explain: 'Correct whichever of missing_at and returned_at is wrong.',
  example: { cells: { returned_at: '09/10/2025 20:00' } },
  isConfirmable: false,
  check: ({ missing_at: missingAt, returned_at: returnedAt }) =>
    when(missingAt && returnedAt && isSurelyAfter(missingAt, returnedAt), 'returned_at'),
};
