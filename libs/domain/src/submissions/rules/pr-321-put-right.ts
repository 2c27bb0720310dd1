import type { SpokenCheck } from '../check-words.js';

/** A held row of which everything has been said again, soundly, is history and no longer work to do. */
export const putRight: SpokenCheck<[]> = {
  kind: 'record',
  code: 'PR-321',
  severity: 'info',
  columns: [],
  title: 'A later row with the same provider_ref puts this held one right.',
  explain: 'Nothing needs to be done.',
  example: {
    cells: { row_version: '2', police_risk: 'high' },
    after: [{ by: 'same', cells: { row_version: '1', police_risk: 'grave' } }],
  },
  isConfirmable: false,
  says: () => 'A later row with this provider_ref puts this one right; nothing more needs to be done about it.',
};
