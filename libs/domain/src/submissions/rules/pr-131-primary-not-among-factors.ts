import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** The primary factor is one of those that the form gives. */
export const primaryNotAmongFactors: RowRule = {
  kind: 'row',
  code: 'PR-131',
  severity: 'warning',
  columns: ['primary_factor', 'push_factors', 'pull_factors', 'harms', 'protective_factors'],
  title: 'The primary factor is not among the factors of the row.',
  explain: 'Add it to its section, or name another.',
  example: { cells: { interview_at: '12/10/2025', push_factors: 'PU01', primary_factor: 'PU11' } },
  isConfirmable: false,
  check: (values) => {
    const primary = values.primary_factor;
    const sections = [values.push_factors, values.pull_factors, values.harms, values.protective_factors];
    if (!primary || sections.every((section) => section === undefined)) return [];
    const codes = sections
      .flatMap((section) => (section?.kind === 'answered' ? section.factors : []))
      .map(({ code }) => code);
    return when(!codes.includes(primary), 'primary_factor');
  },
};
