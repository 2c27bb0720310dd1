import { provesRowRule } from '../../../../../test/builders/index.js';
import { offeredBeforeReturn } from './pr-119-offered-before-return.js';

provesRowRule(offeredBeforeReturn, 'offered_at', {
  faulty: [
    { missing_at: '01/10/2025', offered_to: 'child', returned_at: '10/10/2025 20:00', offered_at: '10/10/2025 19:00' },
    { missing_at: '01/10/2025', offered_to: 'child', returned_at: '10/10/2025', offered_at: '09/10/2025 23:59' },
    { missing_at: '01/10/2025', offered_to: 'child', returned_at: '10/10/2025', offered_at: '09/10/2025' },
  ],
  sound: [
    { missing_at: '01/10/2025', offered_to: 'child', returned_at: '10/10/2025 20:00', offered_at: '10/10/2025 21:00' },
    { missing_at: '01/10/2025', offered_to: 'child', returned_at: '10/10/2025 20:00', offered_at: '' },
    { missing_at: '01/10/2025', offered_to: 'child', returned_at: '10/10/2025 20:00', offered_at: '-' },
    { missing_at: '01/10/2025', offered_to: 'child', returned_at: '10/10/2025 20:00', offered_at: 'soon' },
  ],
  boundary: [
    [
      {
        missing_at: '01/10/2025',
        offered_to: 'child',
        returned_at: '10/10/2025 20:00',
        offered_at: '10/10/2025 19:59',
      },
      true,
    ],
    [
      {
        missing_at: '01/10/2025',
        offered_to: 'child',
        returned_at: '10/10/2025 20:00',
        offered_at: '10/10/2025 20:00',
      },
      false,
    ],
    [
      { missing_at: '01/10/2025', offered_to: 'child', returned_at: '10/10/2025 20:00', offered_at: '10/10/2025' },
      false,
    ],
    [{ missing_at: '01/10/2025', offered_to: 'child', returned_at: '10/10/2025', offered_at: '10/10/2025' }, false],
  ],
});
