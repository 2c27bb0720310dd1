import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** None says that the police did not class the absence at all. */
export const policeFactsBesideNone: RowRule = {
  kind: 'row',
  code: 'PR-145',
  severity: 'warning',
  columns: ['police_classification', 'police_risk', 'police_ref', 'reported_at'],
  title: 'The police are said to have no class for this absence, but have a risk, a reference or a report.',
  explain: 'Correct police_classification, or clear the others with a hyphen.',
  example: { cells: { police_classification: 'none', police_risk: 'low' } },
  isConfirmable: true,
  check: ({ police_classification: police, police_risk: risk, police_ref: ref, reported_at: reportedAt }) =>
    when(police === 'none' && (risk || ref || reportedAt), 'police_classification'),
};
