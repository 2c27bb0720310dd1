import { instantOf } from '#domain/time';
import type { Instant } from '#domain/time';
import { isUuid } from '../children/open-child.js';

/** Where a page of the list ends: the next begins after it. */
export interface AlertCursor {
  readonly raisedAt: Instant;
  readonly id: string;
}

/** A cursor as one text, as addresses carry it. */
export function showAlertCursor({ raisedAt, id }: AlertCursor): string {
  return `${raisedAt.epochMilliseconds}_${id}`;
}

/** Reads it back; null where it is none that this service has given. */
export function readAlertCursor(text: string): AlertCursor | null {
  const [at = '', id = '', ...more] = text.split('_');
  if (!/^\d{1,14}$/.test(at) || !isUuid(id) || more.length > 0) return null;
  return { raisedAt: instantOf(new Date(Number(at))), id };
}
