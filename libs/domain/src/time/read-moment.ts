import { LONDON, Temporal } from './temporal.js';
import { exactly, sometimeOn } from './moment.js';
import type { Moment } from './moment.js';

export type MomentFault = 'not-a-date-time' | 'no-such-day' | 'no-such-local-time';

export type ReadMoment =
  | { readonly kind: 'moment'; readonly moment: Moment; readonly isDoubledHour: boolean }
  | { readonly kind: 'fault'; readonly fault: MomentFault };

const isoWithOffset =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)[T ](?<time>([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?)\s*(?<offset>Z|[+-]\d\d:?\d\d)$/i;
const isoDay = /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)$/;
const british =
  /^(?<day>\d{1,2})\/(?<month>\d{1,2})\/(?<year>\d{4})(?:[ ,]+(?<hour>\d{1,2}):(?<minute>\d\d)(?::(?<second>\d\d))?)?$/;

/** Clocks here change in the small hours, at 01:00 UTC: no later local hour is ever skipped or doubled. */
const LAST_HOUR_IN_DOUBT = 2;

/**
 * Reads a date-time of a provider return: ISO 8601 with offset, or `dd/mm/yyyy hh:mm` in Europe/London; a day alone
 * means that the time is not known. In the hour that occurs twice in October the first is taken and said so; a local
 * time that does not exist in March is a fault.
 */
export function readMoment(text: string): ReadMoment {
  const trimmed = text.trim();
  const iso = isoWithOffset.exec(trimmed)?.groups;
  if (iso) return readIso(iso);
  const groups = (isoDay.exec(trimmed) ?? british.exec(trimmed))?.groups;
  if (!groups) return { kind: 'fault', fault: 'not-a-date-time' };
  const day = dayFrom(groups);
  if (day === null) return { kind: 'fault', fault: 'no-such-day' };
  if (groups['hour'] === undefined) return { kind: 'moment', moment: sometimeOn(day), isDoubledHour: false };
  return readLocal(day, Number(groups['hour']), Number(groups['minute']), Number(groups['second'] ?? 0));
}

/** Reads a calendar day, `dd/mm/yyyy` or `yyyy-mm-dd`; null when it is none. */
export function readDay(text: string): Temporal.PlainDate | null {
  const groups = (isoDay.exec(text.trim()) ?? british.exec(text.trim()))?.groups;
  return groups && groups['hour'] === undefined ? dayFrom(groups) : null;
}

function readIso(groups: Record<string, string | undefined>): ReadMoment {
  const day = dayFrom(groups);
  if (day === null) return { kind: 'fault', fault: 'no-such-day' };
  try {
    const at = Temporal.Instant.from(`${day.toString()}T${groups['time'] ?? ''}${groups['offset'] ?? ''}`);
    return { kind: 'moment', moment: exactly(at), isDoubledHour: false };
  } catch {
    return { kind: 'fault', fault: 'not-a-date-time' };
  }
}

function dayFrom(groups: Record<string, string | undefined>): Temporal.PlainDate | null {
  const [year, month, day] = [Number(groups['year']), Number(groups['month']), Number(groups['day'])];
  if (year < 1900 || year > 2199) return null;
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return null;
  }
}

function readLocal(day: Temporal.PlainDate, hour: number, minute: number, second: number): ReadMoment {
  if (hour > 23 || minute > 59 || second > 59) return { kind: 'fault', fault: 'not-a-date-time' };
  const local = day.toPlainDateTime({ hour, minute, second });
  const earlier = local.toZonedDateTime(LONDON, { disambiguation: 'earlier' });
  const moment = exactly(earlier.toInstant());
  if (hour > LAST_HOUR_IN_DOUBT) return { kind: 'moment', moment, isDoubledHour: false };
  if (earlier.hour !== hour) return { kind: 'fault', fault: 'no-such-local-time' };
  const later = local.toZonedDateTime(LONDON, { disambiguation: 'later' });
  return { kind: 'moment', moment, isDoubledHour: !later.toInstant().equals(moment.at) };
}
