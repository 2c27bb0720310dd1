import { Temporal, readDay } from '#domain/time';
import type { Day } from '#domain/time';

/** A day as it is typed: three fields, kept as they were. */
export interface TypedDay {
  readonly day?: string | undefined;
  readonly month?: string | undefined;
  readonly year?: string | undefined;
}

/** A day in three fields, named after `id`: `fromDay`, `fromMonth` and `fromYear`. A fault of it stands at the first. */
export interface DayField {
  readonly id: string;
  readonly first: string;
  readonly label: string;
  readonly hint: string;
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

export function dayField(
  id: string,
  words: { readonly label: string; readonly hint: string },
  { day = '', month = '', year = '' }: TypedDay,
): DayField {
  return { id, first: `${id}Day`, ...words, day, month, year };
}

/** A day as if it had been typed. */
export function typedDayOf(day: Day | null): TypedDay {
  return day === null ? {} : { day: `${day.day}`, month: `${day.month}`, year: `${day.year}` };
}

/** A typed day in one text, `14/3/2010`; blank where all three fields are. */
export function textOfDay({ day = '', month = '', year = '' }: TypedDay): string {
  const parts = [day, month, year].map((part) => part.trim());
  return parts.every((part) => part === '') ? '' : parts.join('/');
}

/** Reads a typed day: null where all three fields are blank, `not-a-day` where they name none. */
export function readTypedDay(typed: TypedDay): Day | null | 'not-a-day' {
  const text = textOfDay(typed);
  return text === '' ? null : (readDay(text) ?? 'not-a-day');
}

export function isDay(read: Day | null | 'not-a-day'): read is Day {
  return read !== null && read !== 'not-a-day';
}

export function isLater(day: Day, than: Day): boolean {
  return Temporal.PlainDate.compare(day, than) > 0;
}
