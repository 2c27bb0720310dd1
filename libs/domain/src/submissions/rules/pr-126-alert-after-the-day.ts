import { Temporal, dayOf } from '../../time/index.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** An immediate concern is passed on the same day, by telephone and before the form. */
export const alertAfterTheDay: RowRule = {
  kind: 'row',
  code: 'PR-126',
  severity: 'warning',
  columns: ['safeguarding_alert_at', 'interview_at'],
  title: 'The safeguarding alert was raised later than on the day of the interview.',
  explain: 'Check safeguarding_alert_at, or say why it was later.',
  example: {
    cells: { interview_at: '12/10/2025 10:00', push_factors: 'PU05', safeguarding_alert_at: '13/10/2025 09:00' },
  },
  isConfirmable: true,
  check: ({ safeguarding_alert_at: alertAt, interview_at: interviewAt }) =>
    when(
      alertAt && interviewAt && Temporal.PlainDate.compare(dayOf(alertAt), dayOf(interviewAt)) > 0,
      'safeguarding_alert_at',
    ),
};
