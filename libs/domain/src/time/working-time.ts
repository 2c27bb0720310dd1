import { LONDON, Temporal, dayInLondon, startOfDay } from './temporal.js';
import type { Day, Instant } from './temporal.js';
import { isWorkingDay } from './working-days.js';
import type { BankHolidays, WorkingWeek } from './working-days.js';

/** When a council is at work: from one day of the week to another, both included, and in them from one minute up to another. */
export interface HoursOfWork extends WorkingWeek {
  /** Minutes after midnight on the clock on the wall in London, 0 to 1439. */
  readonly fromMinute: number;
  /** Later than `fromMinute`; 1440 is the end of the day. */
  readonly toMinute: number;
}

/** Nine to five, Monday to Friday: a default of this service, which an authority sets for itself. */
export const officeHours: HoursOfWork = { firstWeekday: 1, lastWeekday: 5, fromMinute: 9 * 60, toMinute: 17 * 60 };

/**
 * The instant by which so many hours of work have gone by: elapsed time, counted only while the council is at work by the
 * clock in London. From outside the hours of work it counts from when they next begin. It ends when the last minute has
 * gone by, so that four hours from one in the afternoon end at five that day.
 */
export function plusWorkingHours(
  start: Instant,
  hours: number,
  hoursOfWork: HoursOfWork,
  bankHolidays: BankHolidays,
): Instant {
  let left = Math.round(hours * 3_600_000);
  if (left <= 0) return start;
  for (let day = dayInLondon(start); ; day = day.add({ days: 1 })) {
    if (!isWorkingDay(day, bankHolidays, hoursOfWork)) continue;
    const from = Math.max(minuteOfDay(day, hoursOfWork.fromMinute), start.epochMilliseconds);
    const worked = minuteOfDay(day, hoursOfWork.toMinute) - from;
    if (worked >= left) return Temporal.Instant.fromEpochMilliseconds(from + left);
    left -= Math.max(worked, 0);
  }
}

/** The instant at which a day's clock in London shows a minute; one that is left out in March is the hour after. */
function minuteOfDay(day: Day, minute: number): number {
  if (minute >= 1440) return startOfDay(day.add({ days: 1 })).epochMilliseconds;
  const plainTime = Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 });
  return day.toZonedDateTime({ timeZone: LONDON, plainTime }).epochMilliseconds;
}
