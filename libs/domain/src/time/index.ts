export {
  LONDON,
  Temporal,
  dayInLondon,
  hoursBetween,
  instantOf,
  isAfter,
  isBefore,
  parseDay,
  parseInstant,
  plusHours,
  startOfDay,
} from './temporal.js';
export type { Day, Instant } from './temporal.js';
export { compareMoments, dayOf, exactly, isSurelyAfter, sometimeOn, spanOf } from './moment.js';
export type { Moment } from './moment.js';
export { readDay, readDayOrFault, readMoment } from './read-moment.js';
export type { DateTimeFault, MomentFault } from './read-moment.js';
export { isWithin, parseReportingMonth, periodOfMonths, reportingMonthOf } from './reporting-month.js';
export type { Period, ReportingMonth } from './reporting-month.js';
export { showDay, showInstant, showMinutes, showMoment, showTime, showWeekday } from './show.js';
export { isWorkingDay, plusWorkingDays, workingDayOfMonth } from './working-days.js';
export type { BankHolidays, Weekday } from './working-days.js';
export { officeHours, plusWorkingHours } from './working-time.js';
export type { HoursOfWork } from './working-time.js';
