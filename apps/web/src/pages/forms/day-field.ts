import { Temporal } from '#domain/time';
import type { Day } from '#domain/time';
import { faultOf } from './form-fault.js';
import type { FormFault } from './form-fault.js';

/** A day as it is typed: three fields, kept as they were. */
export interface TypedDay {
  readonly day?: string | undefined;
  readonly month?: string | undefined;
  readonly year?: string | undefined;
}

/** A day in three fields, as its template shows it. */
export interface DayFieldView {
  readonly id: string;
  readonly legend: string;
  readonly hint: string;
  readonly fault: string | null;
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

/** Reads a typed day: null where all three fields are blank, `not-a-day` where they name none. */
export function readTypedDay({ day = '', month = '', year = '' }: TypedDay): Day | null | 'not-a-day' {
  const [d, m, y] = [day.trim(), month.trim(), year.trim()];
  if (d === '' && m === '' && y === '') return null;
  if (!/^\d{1,2}$/.test(d) || !/^\d{1,2}$/.test(m) || !/^\d{4}$/.test(y)) return 'not-a-day';
  try {
    return Temporal.PlainDate.from({ year: Number(y), month: Number(m), day: Number(d) }, { overflow: 'reject' });
  } catch {
    return 'not-a-day';
  }
}

export function dayFieldView(
  id: string,
  words: { readonly legend: string; readonly hint: string },
  typed: TypedDay,
  faults: readonly FormFault[],
): DayFieldView {
  const { day = '', month = '', year = '' } = typed;
  return { id, ...words, fault: faultOf(`${id}-day`, faults), day, month, year };
}
