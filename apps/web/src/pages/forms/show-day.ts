import { dayInLondon } from '#domain/time';
import type { Day, Instant } from '#domain/time';

const months = 'January February March April May June July August September October November December'.split(' ');

/** A day as a list shows it: `3 November 2026`. */
export function showDay(day: Day): string {
  return `${day.day} ${months[day.month - 1] ?? ''} ${day.year}`;
}

/** The day in London on which something happened. */
export function showDayOf(at: Instant): string {
  return showDay(dayInLondon(at));
}
