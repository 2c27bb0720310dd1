import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** None says that the police did not class the absence; it may have been reported to them all the same. */
export const policeFactsBesideNone: RowRule = {
  kind: 'row',
  code: 'PR-145',
  severity: 'warning',
  columns: ['police_classification', 'police_risk', 'police_ref'],
  title: 'The police are said to have no class for this absence, but have a risk or a reference.',
  explain: 'Correct police_classification, or clear the others with a hyphen.',
  example: { cells: { police_classification: 'none', police_risk: 'low' } },
  isConfirmable: true,
  check: ({ police_classification: police, police_risk: risk, police_ref: ref }) =>
    when(police === 'none' && (risk || ref), 'police_classification'),
};
