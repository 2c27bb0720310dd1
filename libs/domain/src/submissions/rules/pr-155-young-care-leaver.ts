import { ageAtStart } from '../../children/index.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** A child leaves care at sixteen at the earliest. */
export const youngCareLeaver: RowRule = {
  kind: 'row',
  code: 'PR-155',
  severity: 'warning',
  columns: ['care_status', 'date_of_birth'],
  title: 'The child is said to be a care leaver, but was under 16.',
  explain: 'Correct care_status or date_of_birth.',
  example: { cells: { care_status: 'care_leaver' } },
  isConfirmable: true,
  check: ({ care_status: status, date_of_birth: born, missing_at: missingAt }) =>
    when(status === 'care_leaver' && born && missingAt && ageAtStart(born, missingAt) < 16, 'care_status'),
};
