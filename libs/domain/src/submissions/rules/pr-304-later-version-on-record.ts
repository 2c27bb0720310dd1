import type { SpokenCheck } from '../check-words.js';

/** Rows may arrive in any order; the version says which is later. */
export const laterVersionOnRecord: SpokenCheck<[version: string]> = {
  kind: 'record',
  code: 'PR-304',
  severity: 'info',
  columns: ['row_version'],
  title: 'A later row_version of this row is on record, so this one changes nothing.',
  explain: 'Nothing needs to be done.',
  example: { cells: { row_version: '1' }, after: [{ by: 'same', cells: { row_version: '2' } }] },
  isConfirmable: false,
  says: (version) => `Version ${version} of this row is on record already; this earlier one changes nothing.`,
};
