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
  code: 'PR-105',
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
    severity: 'error',
    column,
    message: `${column} lies in the future; correct it, or use booked_for for what is planned.`,
  };
}
