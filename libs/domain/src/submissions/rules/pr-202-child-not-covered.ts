import { childGroupLabels } from '../../children/index.js';
import { dayOf } from '../../time/index.js';
import type { RowRule } from '../row-rule.js';

/** A contract names the groups of children it covers; an episode outside them is taken and said. */
export const childNotCovered: RowRule = {
  code: 'PR-202',
  check: ({ missing_at: missingAt, returned_at: returnedAt }, { contractOn, group }) => {
    const decisive = returnedAt ?? missingAt;
    const contract = decisive ? contractOn(dayOf(decisive)) : null;
    if (group === null || contract === null || contract.groups.includes(group)) return [];
    return [
      {
        severity: 'info',
        column: 'care_status',
        message: `The contract does not cover this group of children (${childGroupLabels[group]}); the row is taken all the same.`,
      },
    ];
  },
};
