import { dayOf } from '../time/index.js';
import type { Day, Moment } from '../time/index.js';

/** Completed years on a day. A child born on 29 February completes a year on 1 March of other years. */
export function ageOn(dateOfBirth: Day, day: Day): number {
  const birthdayIsPast =
    day.month > dateOfBirth.month || (day.month === dateOfBirth.month && day.day >= dateOfBirth.day);
  return day.year - dateOfBirth.year - (birthdayIsPast ? 0 : 1);
}

/** Completed years at the start of an episode: the age that reports count by. */
export function ageAtStart(dateOfBirth: Day, missingAt: Moment): number {
  return ageOn(dateOfBirth, dayOf(missingAt));
}
