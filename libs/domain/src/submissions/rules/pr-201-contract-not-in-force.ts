import { dayOf } from '../../time/index.js';
import type { RowRule } from '../row-rule.js';

/** An episode is taken from a provider whose contract is in force on the day of return, or of the start while it is open. */
export const contractNotInForce: RowRule = {
  kind: 'row',
  code: 'PR-201',
  severity: 'error',
  columns: ['returned_at', 'missing_at'],
  title: 'No contract with this council is in force on the day of return, or of the start while the child is missing.',
  explain: 'Check the date, or ask the council.',
  example: { cells: { date_of_birth: '14/03/2005', missing_at: '30/03/2018', returned_at: '31/03/2018' } },
  isConfirmable: false,
  check: ({ missing_at: missingAt, returned_at: returnedAt }, { contractOn }) => {
    const decisive = returnedAt ?? missingAt;
    if (!decisive || contractOn(dayOf(decisive)) !== null) return [];
    const column = returnedAt ? 'returned_at' : 'missing_at';
    return [
      {
        column,
        message: `No contract with this council is in force on ${dayOf(decisive).toString()}; check the date, or ask the council.`,
      },
    ];
  },
};
