import { dayInLondon, dayOf, isBefore } from '../../time/index.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** What was booked was held or was not, and somebody knows. */
export const bookingPast: RowRule = {
  kind: 'row',
  code: 'PR-127',
  severity: 'warning',
  columns: ['booked_for', 'interview_at', 'not_completed_reason'],
  title: 'The interview was booked for a time that is past, and nothing says what became of it.',
  explain: 'Give interview_at, another booked_for, or not_completed_reason.',
  example: { cells: { booked_for: '12/10/2025 10:00', offered_at: '11/10/2025', offered_to: 'child' } },
  isConfirmable: false,
  readsBlank: ['interview_at', 'not_completed_reason'],
  check: (
    { provider_ref: ref, booked_for: bookedFor, interview_at: heldAt, not_completed_reason: reason },
    { now, isCovered },
  ) =>
    when(
      bookedFor &&
        !heldAt &&
        !reason &&
        isBefore(bookedFor.at, now) &&
        dayOf(bookedFor).toString() !== dayInLondon(now).toString() &&
        !isCovered(ref ?? ''),
      'booked_for',
    ),
};
