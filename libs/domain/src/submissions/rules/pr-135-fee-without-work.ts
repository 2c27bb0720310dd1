import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** Fees are claimed by outcome: held, declined after a visit, aborted. */
export const feeWithoutWork: RowRule = {
  kind: 'row',
  code: 'PR-135',
  severity: 'warning',
  columns: ['fee_claimed', 'interview_at', 'offered_at', 'attempts'],
  title: 'A fee is claimed for a row in which nobody was met or asked.',
  explain: 'Give the interview, the offer or the attempts that it is for, or correct fee_claimed.',
  example: { cells: { fee_claimed: '245' } },
  isConfirmable: true,
  readsBlank: ['interview_at', 'offered_at', 'attempts'],
  check: ({ fee_claimed: fee, interview_at: heldAt, offered_at: offeredAt, attempts }) =>
    when(fee && !heldAt && !offeredAt && !attempts, 'fee_claimed'),
};
