import { ageOn } from '../../children/index.js';
import { dayInLondon } from '../../time/index.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** An episode is closed on the eighteenth birthday and not before (SSDA903 rule 580). */
export const notYet18: RowRule = {
  kind: 'row',
  code: 'PR-142',
  severity: 'warning',
  columns: ['episode_end', 'not_completed_reason', 'date_of_birth'],
  title: 'The child is said to have turned 18, but has not yet by date_of_birth.',
  explain: 'Check date_of_birth, episode_end and not_completed_reason.',
  example: { cells: { episode_end: 'turned_18' } },
  isConfirmable: false,
  check: ({ episode_end: end, not_completed_reason: reason, date_of_birth: born }, { now }) =>
    when(
      (end === 'turned_18' || reason === 'turned_18') && born && ageOn(born, dayInLondon(now)) < 18,
      'date_of_birth',
    ),
};
