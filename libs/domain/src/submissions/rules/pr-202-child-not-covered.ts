import { childGroupLabels } from '../../children/index.js';
import { dayOf } from '../../time/index.js';
import type { RowRule } from '../row-rule.js';

/** A contract names the groups of children it covers; an episode outside them is taken and said. */
export const childNotCovered: RowRule = {
  kind: 'row',
  code: 'PR-202',
  severity: 'info',
  columns: ['care_status'],
  title: 'The contract does not cover this group of children; the row is taken all the same.',
  explain: 'Nothing needs to be done; ask the council if it should.',
  example: {
    cells: {
      care_status: 'looked_after',
      responsible_authority: 'E09000029',
      host_authority: 'E10000016',
      placement_type: 'K2',
      placement_postcode: 'CT9',
    },
  },
  isConfirmable: false,
  check: ({ missing_at: missingAt, returned_at: returnedAt }, { contractOn, group }) => {
    const decisive = returnedAt ?? missingAt;
    const contract = decisive ? contractOn(dayOf(decisive)) : null;
    if (group === null || contract === null || contract.groups.includes(group)) return [];
    return [
      {
        column: 'care_status',
        message: `The contract does not cover this group of children (${childGroupLabels[group]}); the row is taken all the same.`,
      },
    ];
  },
};
