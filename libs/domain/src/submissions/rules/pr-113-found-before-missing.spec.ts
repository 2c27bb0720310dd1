import { provesRowRule } from '../../../../../test/builders/index.js';
import { foundBeforeMissing } from './pr-113-found-before-missing.js';

provesRowRule(foundBeforeMissing, 'found_at', {
  faulty: [
    { missing_at: '10/10/2025 20:00', found_at: '10/10/2025 19:00' },
    { missing_at: '10/10/2025', found_at: '09/10/2025 23:59' },
    { missing_at: '10/10/2025', found_at: '09/10/2025' },
  ],
  sound: [
    { missing_at: '10/10/2025 20:00', found_at: '10/10/2025 21:00' },
    { missing_at: '10/10/2025 20:00', found_at: '' },
    { missing_at: '10/10/2025 20:00', found_at: '-' },
    { missing_at: '10/10/2025 20:00', found_at: 'soon' },
  ],
  boundary: [
    [{ missing_at: '10/10/2025 20:00', found_at: '10/10/2025 19:59' }, true],
    [{ missing_at: '10/10/2025 20:00', found_at: '10/10/2025 20:00' }, false],
    [{ missing_at: '10/10/2025 20:00', found_at: '10/10/2025' }, false],
    [{ missing_at: '10/10/2025', found_at: '10/10/2025' }, false],
  ],
});
