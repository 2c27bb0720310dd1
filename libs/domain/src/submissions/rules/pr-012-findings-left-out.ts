import type { SpokenCheck } from '../check-words.js';

/** Nobody reads more than a hundred findings of one row. */
export const findingsLeftOut: SpokenCheck<[count: string]> = {
  kind: 'row',
  code: 'PR-012',
  severity: 'info',
  columns: [],
  title: 'The row has more than a hundred findings.',
  explain: 'Mend those that are shown first; the rest are counted.',
  example: { cells: { attempts: 'yesterday;'.repeat(101) } },
  isConfirmable: false,
  says: (count) => `${count} more findings are left out here; mend these first.`,
};
