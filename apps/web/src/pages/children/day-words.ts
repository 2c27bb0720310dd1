import { startOfDay } from '#domain/time';
import type { Day } from '#domain/time';

const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'Europe/London',
});

/** A calendar day as people say it: 14 March 2010. */
export function showDay(on: Day): string {
  return day.format(startOfDay(on).epochMilliseconds);
}

/** The three fields in which people write a day, as one text. Empty when all three are. */
export function dayFrom(fields: { readonly day: string; readonly month: string; readonly year: string }): string {
  const parts = [fields.day, fields.month, fields.year].map((part) => part.trim());
  return parts.every((part) => part === '') ? '' : parts.join('/');
}
