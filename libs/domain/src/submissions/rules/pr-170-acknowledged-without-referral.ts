import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** The time to acknowledge runs from the referral. */
export const acknowledgedWithoutReferral: RowRule = {
  kind: 'row',
  code: 'PR-170',
  severity: 'warning',
  columns: ['acknowledged_at', 'referred_at'],
  title: 'A referral was acknowledged, but referred_at is blank.',
  explain: 'Give referred_at.',
  example: { cells: { acknowledged_at: '11/10/2025' } },
  isConfirmable: false,
  readsBlank: ['referred_at'],
  check: ({ acknowledged_at: acknowledgedAt, referred_at: referredAt }) =>
    when(acknowledgedAt && !referredAt, 'referred_at'),
};
