import { provesRowRule } from '../../../../../test/builders/index.js';
import { acknowledgedWithoutReferral } from './pr-170-acknowledged-without-referral.js';

provesRowRule(acknowledgedWithoutReferral, 'referred_at', {
  faulty: [{ acknowledged_at: '11/10/2025' }, { acknowledged_at: '11/10/2025', referred_at: '-' }],
  sound: [{ acknowledged_at: '11/10/2025', referred_at: '11/10/2025' }, {}, { referred_at: '11/10/2025' }],
  boundary: [[{ acknowledged_at: '11/10/2025', referred_at: 'soon' }, false]],
});
