import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** What changed in the plan counts from when the interview reached it. */
export const planChangeWithoutTime: RowRule = {
  kind: 'row',
  code: 'PR-134',
  severity: 'warning',
  columns: ['plan_informed_at', 'plan_change'],
  title: 'A change of the safety plan is told without when the interview reached the plan.',
  explain: 'Give plan_informed_at.',
  example: { cells: { plan_change: 'Weekend contact agreed' } },
  isConfirmable: false,
  readsBlank: ['plan_informed_at'],
  check: ({ plan_change: change, plan_informed_at: informedAt }) => when(change && !informedAt, 'plan_informed_at'),
};
