import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** Away from placement without authorisation (A) is said of looked-after children (SSDA903, Missing). */
export const awayFromHome: RowRule = {
  kind: 'row',
  code: 'PR-152',
  severity: 'warning',
  columns: ['episode_type', 'care_status'],
  title: 'The episode is of type A, away from placement, but the child is not looked after.',
  explain: 'Write M, or correct care_status.',
  example: { cells: { episode_type: 'A' } },
  isConfirmable: true,
  check: ({ episode_type: type, care_status: status }) =>
    when(type === 'A' && (status === 'home' || status === 'care_leaver'), 'episode_type'),
};
