import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** An interview is recorded by when it began. */
export const interviewWithoutTime: RowRule = {
  kind: 'row',
  code: 'PR-169',
  severity: 'warning',
  columns: ['interview_at', 'interview_ended_at', 'interviewer', 'interview_place'],
  title: 'An interview is described, but interview_at is blank, so it is not counted.',
  explain: 'Give interview_at, or booked_for while it is planned.',
  example: { cells: { interviewer: 'R. Sample' } },
  isConfirmable: false,
  readsBlank: ['interview_at', 'booked_for', 'not_completed_reason'],
  check: ({
    interview_at: heldAt,
    interview_ended_at: endedAt,
    interviewer,
    interview_place: place,
    booked_for: bookedFor,
    not_completed_reason: reason,
  }) => when(!heldAt && (endedAt || ((interviewer || place) && !bookedFor && !reason)), 'interview_at'),
};
