import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** A return at the very minute of leaving is mostly one cell copied into another. */
export const noTimeGone: RowRule = {
  kind: 'row',
  code: 'PR-157',
  severity: 'warning',
  columns: ['returned_at', 'missing_at'],
  title: 'The child returned at the very moment of going missing.',
  explain: 'Check missing_at and returned_at.',
  example: { cells: { returned_at: '10/10/2025 20:00' } },
  isConfirmable: true,
  check: ({ missing_at: missingAt, returned_at: returnedAt }) =>
    when(missingAt?.timeKnown && returnedAt?.timeKnown && missingAt.at.equals(returnedAt.at), 'returned_at'),
};
