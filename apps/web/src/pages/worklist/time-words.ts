import type { WorklistItem } from '#domain/deadlines';
import { showMinutes } from '#domain/time';

const MINUTES_A_DAY = 24 * 60;
/** Up to the length of the clock people count hours; beyond it days, and after two weeks days alone. */
const DAYS_FROM_MINUTES = 72 * 60;
const DAYS_ALONE_FROM = 14;

/** A length of time as people say it: `6 h 20 min`, or `12 days 4 h` once it is longer than the clock. */
export function showLength(minutes: number): string {
  const whole = Math.abs(Math.trunc(minutes));
  if (whole < DAYS_FROM_MINUTES) return showMinutes(whole);
  const days = Math.floor(whole / MINUTES_A_DAY);
  if (days >= DAYS_ALONE_FROM) return `${days} days`;
  return `${days} days ${Math.floor((whole % MINUTES_A_DAY) / 60)} h`;
}

/** What is left of a clock in words: `6 h 20 min left` or `overdue by 12 days 4 h`; empty where none runs. */
export function showTimeLeft(minutesLeft: number | null): string {
  if (minutesLeft === null) return '';
  return minutesLeft < 0 ? `overdue by ${showLength(minutesLeft)}` : `${showLength(minutesLeft)} left`;
}

/** The time lost to arranging an interview that is bought on its own; empty where none is, or where it is not known. */
export function showArranging(arranging: WorklistItem['arranging']): string {
  if (arranging === null) return '';
  const length = showLength(arranging.minutes);
  return arranging.isOver ? `${length} lost to arranging` : `${length} lost to arranging so far`;
}
