import { provesRowRule } from '../../../../../test/builders/index.js';
import { reasonWithoutNeed } from './pr-146-reason-without-need.js';

provesRowRule(reasonWithoutNeed, 'independence_reason', {
  faulty: [{ independent: 'Y', independence_reason: 'x' }],
  sound: [{ independent: 'N', independence_reason: 'x' }, { independent: 'Y' }, { independence_reason: 'x' }],
  boundary: [[{ independent: 'Y', independence_reason: '-' }, false]],
});
