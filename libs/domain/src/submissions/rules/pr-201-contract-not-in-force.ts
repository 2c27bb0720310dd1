import { dayOf } from '../../time/index.js';
import type { RowRule } from '../row-rule.js';

/** An episode is taken from a provider whose contract is in force on the day of return, or of the start while it is open. */
export const contractNotInForce: RowRule = {
  code: 'PR-201',
  check: ({ missing_at: missingAt, returned_at: returnedAt }, { contractOn }) => {
    const decisive = returnedAt ?? missingAt;
    if (!decisive || contractOn(dayOf(decisive)) !== null) return [];
    const column = returnedAt ? 'returned_at' : 'missing_at';
    return [
      {
        severity: 'error',
        column,
        message: `No contract with this council is in force on ${dayOf(decisive).toString()}; check the date, or ask the council.`,
      },
    ];
  },
};
