import type { Day } from './temporal.js';
import type { ReportingMonth } from './reporting-month.js';

/** The bank holidays of England and Wales, each written `YYYY-MM-DD`. */
export type BankHolidays = ReadonlySet<string>;

/** Whether people are at work: Monday to Friday, and no bank holiday. */
export function isWorkingDay(day: Day, bankHolidays: BankHolidays): boolean {
  return day.dayOfWeek <= 5 && !bankHolidays.has(day.toString());
}

/** The working day that comes `count` working days after a day; with 0 the day itself, whatever it is. */
export function plusWorkingDays(day: Day, count: number, bankHolidays: BankHolidays): Day {
  let reached = day;
  for (let left = count; left > 0;) {
    reached = reached.add({ days: 1 });
    if (isWorkingDay(reached, bankHolidays)) left -= 1;
  }
  return reached;
}

/** The n-th working day of a month, counted from 1; beyond the month's last one it goes on into the next month. */
export function workingDayOfMonth(month: ReportingMonth, place: number, bankHolidays: BankHolidays): Day {
  return plusWorkingDays(month.toPlainDate({ day: 1 }).subtract({ days: 1 }), place, bankHolidays);
}
