import { completedInterviews } from '../../cases/index.js';
import { notCompletedReasons } from '../../interviews/index.js';
import { count } from '../cells.js';
import type { NotCompletedRow } from '../mace-report.js';
import type { RequiredReturn } from './returns.js';

type Reason = NotCompletedRow['reason'];

/** Each reason as pages and reports say it. */
export const notCompletedLabels: Readonly<Record<Reason, string>> = {
  declined_by_child: 'Declined by the child',
  declined_by_parent: 'Declined by a parent or carer',
  no_contact: 'No contact after attempts',
  missing_again: 'Missing again before the interview',
  address_unknown: 'Not returned to a known address',
  custody: 'In custody',
  hospital: 'In hospital',
  left_area: 'Left the area or the country',
  turned_18: 'Turned 18',
  other_authority_duty: 'Duty of another council',
  not_in_childs_interest: 'Not in the child’s interest (manager’s decision)',
  provider_unable: 'Provider could not attend',
  other: 'Another reason',
  none_recorded: 'No reason recorded',
};

/** Why interviews that were owed were not completed: the recorded reason, in the fixed order, none recorded last. */
export function buildNotCompleted(required: readonly RequiredReturn[]): readonly NotCompletedRow[] {
  const reasons = required
    .filter(({ missingCase }) => completedInterviews(missingCase).length === 0)
    .map(({ missingCase }): Reason => missingCase.requirement.notCompletedReason ?? 'none_recorded');
  const order: readonly Reason[] = [...notCompletedReasons, 'none_recorded'];
  return order
    .map((reason) => ({ reason, times: reasons.filter((each) => each === reason).length }))
    .filter(({ times }) => times > 0)
    .map(({ reason, times }) => ({ reason, label: notCompletedLabels[reason], count: count(times) }));
}
