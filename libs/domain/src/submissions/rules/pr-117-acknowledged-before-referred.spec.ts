import { provesRowRule } from '../../../../../test/builders/index.js';
import { acknowledgedBeforeReferred } from './pr-117-acknowledged-before-referred.js';

provesRowRule(acknowledgedBeforeReferred, 'acknowledged_at', {
  faulty: [
    { missing_at: '01/10/2025', referred_at: '10/10/2025 20:00', acknowledged_at: '10/10/2025 19:00' },
    { missing_at: '01/10/2025', referred_at: '10/10/2025', acknowledged_at: '09/10/2025 23:59' },
    { missing_at: '01/10/2025', referred_at: '10/10/2025', acknowledged_at: '09/10/2025' },
  ],
  sound: [
    { missing_at: '01/10/2025', referred_at: '10/10/2025 20:00', acknowledged_at: '10/10/2025 21:00' },
    { missing_at: '01/10/2025', referred_at: '10/10/2025 20:00', acknowledged_at: '' },
    { missing_at: '01/10/2025', referred_at: '10/10/2025 20:00', acknowledged_at: '-' },
    { missing_at: '01/10/2025', referred_at: '10/10/2025 20:00', acknowledged_at: 'soon' },
  ],
  boundary: [
    [{ missing_at: '01/10/2025', referred_at: '10/10/2025 20:00', acknowledged_at: '10/10/2025 19:59' }, true],
    [{ missing_at: '01/10/2025', referred_at: '10/10/2025 20:00', acknowledged_at: '10/10/2025 20:00' }, false],
    [{ missing_at: '01/10/2025', referred_at: '10/10/2025 20:00', acknowledged_at: '10/10/2025' }, false],
    [{ missing_at: '01/10/2025', referred_at: '10/10/2025', acknowledged_at: '10/10/2025' }, false],
  ],
});
