import { provesRowRule } from '../../../../../test/builders/index.js';
import { veryLongAbsence } from './pr-156-very-long-absence.js';

provesRowRule(veryLongAbsence, 'returned_at', {
  faulty: [
    { missing_at: '10/10/2025 20:00', returned_at: '08/01/2026 19:01' },
    { missing_at: '10/10/2025', returned_at: '10/02/2026 20:00' },
  ],
  sound: [
    { missing_at: '10/10/2025 20:00', returned_at: '12/10/2025 10:00' },
    { missing_at: '10/10/2025 20:00', returned_at: '' },
  ],
  boundary: [
    [{ missing_at: '10/10/2025 20:00', returned_at: '08/01/2026 19:00' }, false],
    [{ missing_at: '10/10/2025 20:00', returned_at: '08/01/2026 19:01' }, true],
  ],
});
