import type { Day } from './temporal.js';
import type { ReportingMonth } from './reporting-month.js';

/** The bank holidays of England and Wales, each written `YYYY-MM-DD`. */
export type BankHolidays = ReadonlySet<string>;

/** A day of the week by its ISO number: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** The days of the week on which people are at work, both included. */
export interface WorkingWeek {
  readonly firstWeekday: Weekday;
  /** Not before `firstWeekday`. */
  readonly lastWeekday: Weekday;
}

const mondayToFriday: WorkingWeek = { firstWeekday: 1, lastWeekday: 5 };

/** Whether people are at work: on a day of the working week, Monday to Friday where nobody says otherwise, and no bank holiday. */
export function isWorkingDay(day: Day, bankHolidays: BankHolidays, week: WorkingWeek = mondayToFriday): boolean {
  return day.dayOfWeek >= week.firstWeekday && day.dayOfWeek <= week.lastWeekday && !bankHolidays.has(day.toString());
}

/** The working day that comes `count` working days after a day; with 0 the day itself, whatever it is. */
export function plusWorkingDays(
  day: Day,
  count: number,
  bankHolidays: BankHolidays,
  week: WorkingWeek = mondayToFriday,
): Day {
  let reached = day;
  for (let left = count; left > 0;) {
    reached = reached.add({ days: 1 });
    if (isWorkingDay(reached, bankHolidays, week)) left -= 1;
  }
  return reached;
}

/** The n-th working day of a month, counted from 1; beyond the month's last one it goes on into the next month. */
export function workingDayOfMonth(month: ReportingMonth, place: number, bankHolidays: BankHolidays): Day {
  return plusWorkingDays(month.toPlainDate({ day: 1 }).subtract({ days: 1 }), place, bankHolidays);
}
