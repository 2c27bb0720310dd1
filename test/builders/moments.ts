import { parseInstant, readMoment } from '#domain/time';
import type { Instant, Moment } from '#domain/time';

/** A moment as a provider return writes it: ISO 8601 with offset, or dd/mm/yyyy with or without hh:mm in London. */
export function aMoment(written: string): Moment {
  const read = readMoment(written);
  if (read.kind === 'fault') throw new Error(`A test names no moment: ${written} (${read.fault})`);
  return read.moment;
}

export function anInstant(written: string): Instant {
  return parseInstant(written);
}

/** A moment given as text or as a value; null and not given stay what they are. */
export type Written = string | Moment;

export function written(moment: Written): Moment {
  return typeof moment === 'string' ? aMoment(moment) : moment;
}
