import { provesRowRule } from '../../../../../test/builders/index.js';
import { bookedFarAhead } from './pr-161-booked-far-ahead.js';

provesRowRule(bookedFarAhead, 'booked_for', {
  faulty: [
    { missing_at: '01/10/2025', returned_at: '10/10/2025 20:00', booked_for: '09/12/2025 19:01' },
    { missing_at: '01/10/2025', returned_at: '10/10/2025', booked_for: '12/12/2025 20:00' },
  ],
  sound: [
    { missing_at: '01/10/2025', returned_at: '10/10/2025 20:00', booked_for: '12/10/2025 10:00' },
    { missing_at: '01/10/2025', returned_at: '10/10/2025 20:00', booked_for: '' },
  ],
  boundary: [
    [{ missing_at: '01/10/2025', returned_at: '10/10/2025 20:00', booked_for: '09/12/2025 19:00' }, false],
    [{ missing_at: '01/10/2025', returned_at: '10/10/2025 20:00', booked_for: '09/12/2025 19:01' }, true],
  ],
});
