import { provesRowRule } from '../../../../../test/builders/index.js';
import { offeredBeforeMissing } from './pr-118-offered-before-missing.js';

provesRowRule(offeredBeforeMissing, 'offered_at', {
  faulty: [
    { offered_to: 'child', missing_at: '10/10/2025 20:00', offered_at: '10/10/2025 19:00' },
    { offered_to: 'child', missing_at: '10/10/2025', offered_at: '09/10/2025 23:59' },
    { offered_to: 'child', missing_at: '10/10/2025', offered_at: '09/10/2025' },
  ],
  sound: [
    { offered_to: 'child', missing_at: '10/10/2025 20:00', offered_at: '10/10/2025 21:00' },
    { offered_to: 'child', missing_at: '10/10/2025 20:00', offered_at: '' },
    { offered_to: 'child', missing_at: '10/10/2025 20:00', offered_at: '-' },
    { offered_to: 'child', missing_at: '10/10/2025 20:00', offered_at: 'soon' },
  ],
  boundary: [
    [{ offered_to: 'child', missing_at: '10/10/2025 20:00', offered_at: '10/10/2025 19:59' }, true],
    [{ offered_to: 'child', missing_at: '10/10/2025 20:00', offered_at: '10/10/2025 20:00' }, false],
    [{ offered_to: 'child', missing_at: '10/10/2025 20:00', offered_at: '10/10/2025' }, false],
    [{ offered_to: 'child', missing_at: '10/10/2025', offered_at: '10/10/2025' }, false],
  ],
});
