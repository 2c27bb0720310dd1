import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** Where a child was found is kept; when stands in a column of its own. */
export const foundWhereWithoutWhen: RowRule = {
  kind: 'row',
  code: 'PR-168',
  severity: 'info',
  columns: ['found_where', 'found_at'],
  title: 'found_where is filled, but found_at is blank; it is kept.',
  explain: 'Give found_at if it is known.',
  example: { cells: { found_where: 'Croydon' } },
  isConfirmable: false,
  readsBlank: ['found_at'],
  check: ({ found_where: where, found_at: foundAt }) => when(where && !foundAt, 'found_at'),
};
