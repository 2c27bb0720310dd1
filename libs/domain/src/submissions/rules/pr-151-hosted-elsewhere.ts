import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** A council logs another council's child where the child is placed in its own area. */
export const hostedElsewhere: RowRule = {
  kind: 'row',
  code: 'PR-151',
  severity: 'warning',
  columns: ['host_authority', 'care_status'],
  title: "Another council's child is placed in the area of neither this council.",
  explain: 'Check host_authority: such an episode belongs to the council where the child is placed.',
  example: {
    cells: {
      care_status: 'looked_after_other_authority',
      responsible_authority: 'E09000008',
      host_authority: 'E10000016',
      placement_type: 'K2',
    },
  },
  isConfirmable: true,
  check: ({ care_status: status, host_authority: host }, { authority }) =>
    when(status === 'looked_after_other_authority' && host && host !== authority, 'host_authority'),
};
