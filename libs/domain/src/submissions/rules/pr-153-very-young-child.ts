import { ageAtStart } from '../../children/index.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** A baby who is missing with its family is recorded by some councils; more often the year of birth is wrong. */
export const veryYoungChild: RowRule = {
  kind: 'row',
  code: 'PR-153',
  severity: 'warning',
  columns: ['date_of_birth', 'missing_at'],
  title: 'The child was under five when the episode began.',
  explain: 'Check date_of_birth.',
  example: { cells: { date_of_birth: '01/06/2024' } },
  isConfirmable: true,
  check: ({ date_of_birth: born, missing_at: missingAt }) =>
    when(born && missingAt && isUnderFive(ageAtStart(born, missingAt)), 'date_of_birth'),
};

function isUnderFive(age: number): boolean {
  return age >= 0 && age < 5;
}
