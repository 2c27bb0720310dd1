import { provesRowRule } from '../../../../../test/builders/index.js';
import { planChangeWithoutTime } from './pr-134-plan-change-without-time.js';

provesRowRule(planChangeWithoutTime, 'plan_informed_at', {
  faulty: [{ plan_change: 'x' }, { plan_change: 'x', plan_informed_at: '-' }],
  sound: [
    {},
    { plan_change: 'x', plan_informed_at: '13/10/2025' },
    { plan_change: '-' },
    { plan_informed_at: '13/10/2025' },
  ],
  boundary: [[{ plan_change: 'x', plan_informed_at: 'soon' }, false]],
});
