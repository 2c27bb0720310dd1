import { dayOf } from '../../time/index.js';
import { count, quantile } from '../cells.js';
import type { SafetyPlans } from '../mace-report.js';
import type { HeldInterview } from './counted.js';

/** Whether interviews reached the children's safety plans, and whether these then changed. */
export function buildSafetyPlans(held: readonly HeldInterview[]): SafetyPlans {
  const days = held.map(daysToPlan).filter((each) => each !== null);
  return {
    interviews: count(held.length),
    informed: count(days.length),
    changed: count(held.filter(({ cases }) => cases.some(({ requirement }) => requirement.hasPlanChange)).length),
    medianDays: quantile(days, 50),
  };
}

/** Calendar days from the interview until it first reached a plan, through any case that it covers; null: it has not. */
function daysToPlan({ interview, cases }: HeldInterview): number | null {
  const began = dayOf(interview.beganAt);
  const days = cases.flatMap(({ requirement: { planInformedAt } }) =>
    planInformedAt === null ? [] : [began.until(dayOf(planInformedAt), { largestUnit: 'days' }).days],
  );
  return days.length === 0 ? null : Math.max(Math.min(...days), 0);
}
