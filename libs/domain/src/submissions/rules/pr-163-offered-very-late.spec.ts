import { provesRowRule } from '../../../../../test/builders/index.js';
import { offeredVeryLate } from './pr-163-offered-very-late.js';

provesRowRule(offeredVeryLate, 'offered_at', {
  faulty: [
    { missing_at: '01/10/2025', offered_to: 'child', returned_at: '10/10/2025 20:00', offered_at: '09/12/2025 19:01' },
    { missing_at: '01/10/2025', offered_to: 'child', returned_at: '10/10/2025', offered_at: '12/12/2025 20:00' },
  ],
  sound: [
    { missing_at: '01/10/2025', offered_to: 'child', returned_at: '10/10/2025 20:00', offered_at: '12/10/2025 10:00' },
    { missing_at: '01/10/2025', offered_to: 'child', returned_at: '10/10/2025 20:00', offered_at: '' },
  ],
  boundary: [
    [
      {
        missing_at: '01/10/2025',
        offered_to: 'child',
        returned_at: '10/10/2025 20:00',
        offered_at: '09/12/2025 19:00',
      },
      false,
    ],
    [
      {
        missing_at: '01/10/2025',
        offered_to: 'child',
        returned_at: '10/10/2025 20:00',
        offered_at: '09/12/2025 19:01',
      },
      true,
    ],
  ],
});
