import { ageAtStart } from '../../children/index.js';
import type { Day } from '../../time/index.js';
import { dayOf } from '../../time/index.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** A child who reaches 18 while missing: the period ends on the birthday (SSDA903 rule 580). */
export const returnedAfter18: RowRule = {
  kind: 'row',
  code: 'PR-143',
  severity: 'warning',
  columns: ['returned_at', 'date_of_birth', 'care_status'],
  title: 'The child turned 18 while missing, so the episode ends on that birthday and not with a later return.',
  explain: 'Write episode_end turned_18, or check date_of_birth.',
  example: { cells: { date_of_birth: '11/10/2007', returned_at: '13/10/2025 08:00' } },
  isConfirmable: false,
  check: ({ returned_at: returnedAt, date_of_birth: born, care_status: status, missing_at: missingAt }) =>
    when(
      returnedAt &&
        missingAt &&
        born &&
        status !== 'care_leaver' &&
        ageAtStart(born, missingAt) < 18 &&
        ageAtStart(born, returnedAt) >= 18 &&
        !isBirthday(born, dayOf(returnedAt)),
      'returned_at',
    ),
};

function isBirthday(born: Day, day: Day): boolean {
  return born.month === day.month && born.day === day.day;
}
