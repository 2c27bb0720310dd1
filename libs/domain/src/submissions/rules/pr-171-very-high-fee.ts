import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** Interviews cost some hundreds of pounds; pence written as pounds cost a hundred times that. */
export const veryHighFee: RowRule = {
  kind: 'row',
  code: 'PR-171',
  severity: 'warning',
  columns: ['fee_claimed'],
  title: 'The fee is over £2,000.',
  explain: 'Check fee_claimed: it is in pounds.',
  example: { cells: { fee_claimed: '24550', offered_at: '11/10/2025', offered_to: 'child' } },
  isConfirmable: true,
  check: ({ fee_claimed: pence }) => when((pence ?? 0) > 200_000, 'fee_claimed'),
};
