import { provesRowRule } from '../../../../../test/builders/index.js';
import { bookedBeforeOffered } from './pr-121-booked-before-offered.js';

provesRowRule(bookedBeforeOffered, 'booked_for', {
  faulty: [
    { missing_at: '01/10/2025', offered_to: 'child', offered_at: '10/10/2025 20:00', booked_for: '10/10/2025 19:00' },
    { missing_at: '01/10/2025', offered_to: 'child', offered_at: '10/10/2025', booked_for: '09/10/2025 23:59' },
    { missing_at: '01/10/2025', offered_to: 'child', offered_at: '10/10/2025', booked_for: '09/10/2025' },
  ],
  sound: [
    { missing_at: '01/10/2025', offered_to: 'child', offered_at: '10/10/2025 20:00', booked_for: '10/10/2025 21:00' },
    { missing_at: '01/10/2025', offered_to: 'child', offered_at: '10/10/2025 20:00', booked_for: '' },
    { missing_at: '01/10/2025', offered_to: 'child', offered_at: '10/10/2025 20:00', booked_for: '-' },
    { missing_at: '01/10/2025', offered_to: 'child', offered_at: '10/10/2025 20:00', booked_for: 'soon' },
  ],
  boundary: [
    [
      { missing_at: '01/10/2025', offered_to: 'child', offered_at: '10/10/2025 20:00', booked_for: '10/10/2025 19:59' },
      true,
    ],
    [
      { missing_at: '01/10/2025', offered_to: 'child', offered_at: '10/10/2025 20:00', booked_for: '10/10/2025 20:00' },
      false,
    ],
    [
      { missing_at: '01/10/2025', offered_to: 'child', offered_at: '10/10/2025 20:00', booked_for: '10/10/2025' },
      false,
    ],
    [{ missing_at: '01/10/2025', offered_to: 'child', offered_at: '10/10/2025', booked_for: '10/10/2025' }, false],
  ],
});
