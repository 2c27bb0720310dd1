import type { SpokenCheck } from '../check-words.js';

/** Rows may arrive in any order; the version says which is later, cell by cell. */
export const laterVersionOnRecord: SpokenCheck<[left: string]> = {
  kind: 'record',
  code: 'PR-304',
  severity: 'info',
  columns: ['row_version'],
  title: 'A later row has said what this one says, so that stays as the later row has it.',
  explain: 'Nothing needs to be done.',
  example: { cells: { row_version: '1' }, after: [{ by: 'same', cells: { row_version: '2' } }] },
  isConfirmable: false,
  says: (left) =>
    left === ''
      ? 'A later row has said all of this already, so this earlier one changes nothing.'
      : `A later row has said otherwise of ${left}, which stays as the later row has it.`,
};
