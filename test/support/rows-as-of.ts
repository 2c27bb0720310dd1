import { parseDay, parseInstant, plusHours, startOfDay } from '#domain/time';
import type { Instant } from '#domain/time';

type Row = Readonly<Record<string, string>>;

/** What stands together with a column that says when it came about. */
const groups: Readonly<Record<string, readonly string[]>> = {
  found_at: ['found_where'],
  returned_at: [],
  referred_at: [],
  acknowledged_at: [],
  offered_at: ['offer_method', 'offered_to', 'offer_outcome', 'booked_for', 'carer_information'],
  interview_at: [
    ...['interview_ended_at', 'interview_mode', 'interview_place', 'interviewer', 'interviewer_role', 'independent'],
    ...['independence_reason', 'interview_covers', 'push_factors', 'pull_factors', 'primary_factor', 'harms'],
    ...['protective_factors', 'vulnerabilities', 'risk_now', 'themes', 'child_voice', 'fee_claimed', 'mileage'],
  ],
  safeguarding_alert_at: [],
  form_returned_at: [],
  plan_informed_at: ['plan_change'],
};
/** Hours after which a provider says that there will be no interview, where the child has not declined. */
const HOURS_TO_REASON = 40;

/** A row of a provider as it stood at an instant: what had not happened yet is blank. Null before the child was reported. */
export function rowAsOf(row: Row, at: Instant): Row | null {
  const has = (text: string | undefined) => text !== undefined && !isLater(readTyped(text), at);
  if (!has(row['missing_at']) || (row['reported_at'] !== undefined && !has(row['reported_at']))) return null;
  const reason = reasonGivenAt(row);
  const hidden = new Set([
    ...Object.entries(groups).flatMap(([column, others]) =>
      row[column] !== undefined && !has(writtenDownAt(row, column)) ? [column, ...others] : [],
    ),
    ...(reason === null || isLater(reason, at) ? ['not_completed_reason'] : []),
  ]);
  const attempts = (row['attempts'] ?? '').split(';').filter((each) => each !== '' && has(each.split('=')[0]));
  const shown = Object.entries(row).filter(([column]) => !hidden.has(column) && column !== 'attempts');
  return { ...Object.fromEntries(shown), ...(attempts.length > 0 && { attempts: attempts.join(';') }) };
}

/** An interview is written down when it is over. */
function writtenDownAt(row: Row, column: string): string | undefined {
  return column === 'interview_at' ? (row['interview_ended_at'] ?? row[column]) : row[column];
}

function reasonGivenAt(row: Row): Instant | null {
  if (row['not_completed_reason'] === undefined) return null;
  const offered = row['offered_at'] === undefined ? null : readTyped(row['offered_at']);
  if (offered !== null && row['offer_outcome'] === 'declined') return offered;
  const last = (row['attempts'] ?? '').split(';').at(-1)?.split('=')[0] ?? '';
  const from = writtenDownAt(row, 'interview_at') ?? (last === '' ? row['returned_at'] : last);
  return from === undefined
    ? null
    : plusHours(readTyped(from), row['interview_at'] === undefined ? HOURS_TO_REASON : 0);
}

function isLater(one: Instant, other: Instant): boolean {
  return one.epochMilliseconds > other.epochMilliseconds;
}

/** An instant or a day as the providers of the demonstration write it; a day is over when it is written down. */
function readTyped(text: string): Instant {
  const british = /^(\d\d)\/(\d\d)\/(\d{4})(?: (\d\d:\d\d))?$/.exec(text);
  const [, day, month, year, time] = british ?? [];
  const iso = british ? `${year}-${month}-${day}` : text.slice(0, 10);
  if (british ? time === undefined : text.length === 10) return startOfDay(parseDay(iso).add({ days: 1 }));
  if (!british) return parseInstant(text);
  return parseDay(iso)
    .toZonedDateTime({ timeZone: 'Europe/London', plainTime: time ?? '00:00' })
    .toInstant();
}
