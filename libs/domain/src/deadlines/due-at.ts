import { dayInLondon, plusHours, plusWorkingDays, plusWorkingHours, startOfDay } from '../time/index.js';
import type { Instant } from '../time/index.js';
import type { Allowance } from './clock-rule.js';
import { hoursOfWorkOn } from './clock-settings.js';
import type { ClockTerms } from './clock-settings.js';

/**
 * When a clock that starts at an instant is due: met at or before it. Working days end at midnight in London after the
 * last of them. The hours of work are those of the day on which the clock starts.
 */
export function dueAt(allowance: Allowance, startsAt: Instant, terms: ClockTerms): Instant {
  const day = dayInLondon(startsAt);
  const hoursOfWork = () => hoursOfWorkOn(day, terms);
  switch (allowance.unit) {
    case 'hours':
      return plusHours(startsAt, allowance.amount);
    case 'working_hours':
      return plusWorkingHours(startsAt, allowance.amount, hoursOfWork(), terms.bankHolidays);
    case 'working_days': {
      const last = plusWorkingDays(day, allowance.amount, terms.bankHolidays, hoursOfWork());
      return startOfDay(last.add({ days: 1 }));
    }
    case 'end_of_day':
      return startOfDay(day.add({ days: 1 }));
  }
}
