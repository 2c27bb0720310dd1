import { isAfter } from '../../time/index.js';
import type { Instant, Moment } from '../../time/index.js';
import type { ColumnName } from '../columns.js';
import type { RowRule, RuleFinding } from '../row-rule.js';

const facts = [
  'missing_at',
  'reported_at',
  'found_at',
  'returned_at',
  'referred_at',
  'acknowledged_at',
  'offered_at',
  'interview_at',
  'interview_ended_at',
  'safeguarding_alert_at',
  'form_returned_at',
  'plan_informed_at',
] as const;

/** What is reported has happened; only a booking may lie ahead. */
export const factInTheFuture: RowRule = {
  kind: 'row',
  code: 'PR-105',
  severity: 'error',
  columns: [
    'missing_at',
    'reported_at',
    'found_at',
    'returned_at',
    'referred_at',
    'acknowledged_at',
    'attempts',
    'offered_at',
    'interview_at',
    'interview_ended_at',
    'safeguarding_alert_at',
    'form_returned_at',
    'plan_informed_at',
  ],
  title: 'Something is reported that lies in the future.',
  explain: 'Correct it; what is planned belongs in booked_for.',
  example: { cells: { reported_at: '10/10/2125 21:00' } },
  isConfirmable: false,
  check: (values, { now }) => [
    ...facts.filter((column) => isAhead(values[column], now)).map(inTheFuture),
    ...(values.attempts?.some(({ at }) => isAhead(at, now)) ? [inTheFuture('attempts')] : []),
  ],
};

function isAhead(moment: Moment | null | undefined, now: Instant): boolean {
  return moment ? isAfter(moment.at, now) : false;
}

function inTheFuture(column: ColumnName): RuleFinding {
  return {
    column,
    message: `${column} lies in the future; correct it, or use booked_for for what is planned.`,
  };
}
