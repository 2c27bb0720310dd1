import type { SpokenCheck } from '../check-words.js';

/** Nothing is dropped: the word waits to be given a code. */
export const wordNotInTaxonomy: SpokenCheck<[cell: string, category: string]> = {
  kind: 'cell',
  code: 'PR-035',
  severity: 'warning',
  columns: ['push_factors', 'pull_factors', 'harms', 'protective_factors', 'primary_factor', 'vulnerabilities'],
  title: 'A word is no known factor or vulnerability; it is kept with the row and not counted.',
  explain: 'Use a code of the taxonomy; words that are met often are given a code by the council.',
  example: { cells: { push_factors: 'PU01;Fmily conflict', interview_at: '12/10/2025' } },
  isConfirmable: false,
  says: (cell, category) =>
    `"${cell}" is not a known ${category}; it is kept with the row and not counted. Use a code of the taxonomy.`,
};
