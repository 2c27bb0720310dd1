import { ageAtStart } from '../../children/index.js';
import type { RowRule } from '../row-rule.js';

/** A missing child is under 18; some boroughs extend the procedure to care leavers of up to 25 (SSDA903 rule 586 for birth). */
export const bornAfterMissing: RowRule = {
  kind: 'row',
  code: 'PR-102',
  severity: 'error',
  columns: ['date_of_birth', 'missing_at', 'care_status'],
  title: 'The child was born after the episode began, or was over 17 then (care leavers: over 25).',
  explain: 'Check date_of_birth and care_status.',
  example: { cells: { date_of_birth: '14/03/1999' } },
  isConfirmable: false,
  check: ({ missing_at: missingAt, date_of_birth: dateOfBirth, care_status: careStatus }) => {
    if (!missingAt || !dateOfBirth) return [];
    const age = ageAtStart(dateOfBirth, missingAt);
    if (age < 0) return [{ column: 'date_of_birth', message: 'date_of_birth lies after missing_at; check both.' }];
    const oldest = careStatus === undefined || careStatus === 'care_leaver' ? 25 : 17;
    if (age <= oldest) return [];
    return [
      {
        column: 'date_of_birth',
        message: `On the day of missing_at the age would be ${age}, over ${oldest}; check date_of_birth and care_status.`,
      },
    ];
  },
};
