import type { SpokenCheck } from '../check-words.js';

/** Ethnicity and placement type are counted by the codes of the national return. */
export const codeNotListed: SpokenCheck<[cell: string, list: string]> = {
  kind: 'cell',
  code: 'PR-033',
  severity: 'warning',
  columns: ['ethnicity', 'placement_type'],
  title: 'A cell holds no code of the SSDA903 list; it is kept with the row and not counted.',
  explain: 'Use a code of the list.',
  example: { cells: { ethnicity: 'White British' } },
  isConfirmable: false,
  says: (cell, list) => `"${cell}" is not a code of the SSDA903 list ${list}; it is kept with the row and not counted.`,
};
