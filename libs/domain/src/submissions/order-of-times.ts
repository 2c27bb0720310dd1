import { hoursBetween, isSurelyAfter } from '../time/index.js';
import type { Moment } from '../time/index.js';

type Said = Moment | null | undefined;

/** Whether the first of two times lies before the second, whatever their unknown times of day were. */
export function liesBefore(first: Said, second: Said): boolean {
  return Boolean(first && second && isSurelyAfter(second, first));
}

/** Hours from one time to another; a day whose time is not known counts from its start. Without both, none. */
export function hoursFrom(first: Said, second: Said): number {
  return first && second ? hoursBetween(first.at, second.at) : 0;
}

/** Hours in a day. */
export const DAY = 24;
