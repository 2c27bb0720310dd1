import type { SpokenCheck } from '../check-words.js';

/** None given is an answer and stays in the base of every percentage; not asked does not. */
export const sectionContradicted: SpokenCheck<[cell: string, taken: string]> = {
  kind: 'cell',
  code: 'PR-039',
  severity: 'warning',
  columns: ['push_factors', 'pull_factors', 'harms', 'protective_factors'],
  title:
    'A section holds factors and also none_given or not_asked, or both of these; the factors are taken, and without factors not_asked.',
  explain: 'Keep the one that is right.',
  example: { cells: { push_factors: 'PU01;none_given', interview_at: '12/10/2025' } },
  isConfirmable: false,
  says: (cell, taken) => `"${cell}" contradicts itself; ${taken} taken. Keep the factors, none_given or not_asked.`,
};
