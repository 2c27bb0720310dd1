import type { Day } from './temporal.js';
import type { ReportingMonth } from './reporting-month.js';

/** The bank holidays of England and Wales, each written `YYYY-MM-DD`. */
export type BankHolidays = ReadonlySet<string>;

/** A day of the week by its ISO number: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const mondayToFriday: readonly number[] = [1, 2, 3, 4, 5];

/** Whether people are at work: on one of these days of the week, Monday to Friday where nobody says which, and no bank holiday. */
export function isWorkingDay(
  day: Day,
  bankHolidays: BankHolidays,
  weekdays: readonly number[] = mondayToFriday,
): boolean {
  return weekdays.includes(day.dayOfWeek) && !bankHolidays.has(day.toString());
}

/** The working day that comes `count` working days after a day; with 0 the day itself, whatever it is. */
export function plusWorkingDays(
  day: Day,
  count: number,
  bankHolidays: BankHolidays,
  weekdays: readonly number[] = mondayToFriday,
): Day {
  let reached = day;
  for (let left = count; left > 0;) {
    reached = reached.add({ days: 1 });
    if (isWorkingDay(reached, bankHolidays, weekdays)) left -= 1;
  }
  return reached;
}

/** The n-th working day of a month, counted from 1; beyond the month's last one it goes on into the next month. */
export function workingDayOfMonth(month: ReportingMonth, place: number, bankHolidays: BankHolidays): Day {
  return plusWorkingDays(month.toPlainDate({ day: 1 }).subtract({ days: 1 }), place, bankHolidays);
}
