import type { ReturnValues } from '../columns.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** Miles are claimed for a journey: to an interview in person, or to a visit. */
export const mileageWithoutJourney: RowRule = {
  kind: 'row',
  code: 'PR-136',
  severity: 'warning',
  columns: ['mileage', 'interview_mode', 'interview_at', 'offer_method', 'attempts'],
  title: 'Miles are claimed, but neither an interview in person nor a visit is recorded.',
  explain: 'Correct mileage, interview_mode or offer_method.',
  example: { cells: { mileage: '12.5', interview_at: '12/10/2025', interview_mode: 'video', push_factors: 'PU01' } },
  isConfirmable: true,
  readsBlank: ['interview_at', 'attempts', 'offer_method', 'interview_mode'],
  check: (values) => when(values.mileage && !isHeldInPerson(values) && !isVisited(values), 'mileage'),
};

/** A mode that is not recorded may have been in person. */
function isHeldInPerson({ interview_at: heldAt, interview_mode: mode }: ReturnValues): boolean {
  return Boolean(heldAt) && (!mode || mode === 'in_person');
}

function isVisited({ offer_method: method, attempts }: ReturnValues): boolean {
  return [method, ...(attempts ?? []).map((attempt) => attempt.method)].some((each) =>
    /visit|person/i.test(each ?? ''),
  );
}
