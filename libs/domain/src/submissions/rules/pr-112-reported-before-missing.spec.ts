import { provesRowRule } from '../../../../../test/builders/index.js';
import { reportedBeforeMissing } from './pr-112-reported-before-missing.js';

provesRowRule(reportedBeforeMissing, 'reported_at', {
  faulty: [
    { missing_at: '10/10/2025 20:00', reported_at: '10/10/2025 19:00' },
    { missing_at: '10/10/2025', reported_at: '09/10/2025 23:59' },
    { missing_at: '10/10/2025', reported_at: '09/10/2025' },
  ],
  sound: [
    { missing_at: '10/10/2025 20:00', reported_at: '10/10/2025 21:00' },
    { missing_at: '10/10/2025 20:00', reported_at: '' },
    { missing_at: '10/10/2025 20:00', reported_at: '-' },
    { missing_at: '10/10/2025 20:00', reported_at: 'soon' },
  ],
  boundary: [
    [{ missing_at: '10/10/2025 20:00', reported_at: '10/10/2025 19:59' }, true],
    [{ missing_at: '10/10/2025 20:00', reported_at: '10/10/2025 20:00' }, false],
    [{ missing_at: '10/10/2025 20:00', reported_at: '10/10/2025' }, false],
    [{ missing_at: '10/10/2025', reported_at: '10/10/2025' }, false],
  ],
});
