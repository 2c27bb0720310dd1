import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** A factor may be given once for each whose view it is; more than that says nothing. */
export const factorGivenTwice: RowRule = {
  kind: 'row',
  code: 'PR-132',
  severity: 'warning',
  columns: ['push_factors', 'pull_factors', 'harms', 'protective_factors'],
  title: 'A factor is given twice in one section with the same view.',
  explain: 'Remove one of the two.',
  example: { cells: { interview_at: '12/10/2025', push_factors: 'PU01;Family conflict or argument' } },
  isConfirmable: false,
  check: (values) =>
    (['push_factors', 'pull_factors', 'harms', 'protective_factors'] as const).flatMap((column) => {
      const section = values[column];
      if (section?.kind !== 'answered') return [];
      const given = section.factors.map(({ code, view }) => `${code}:${view ?? ''}`);
      return when(new Set(given).size < given.length, column);
    }),
};
