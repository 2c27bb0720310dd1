import { provesRowRule } from '../../../../../test/builders/index.js';
import { reportedLate } from './pr-158-reported-late.js';

provesRowRule(reportedLate, 'reported_at', {
  faulty: [
    { missing_at: '10/10/2025 20:00', reported_at: '17/10/2025 20:01' },
    { missing_at: '10/10/2025', reported_at: '20/10/2025' },
  ],
  sound: [
    { missing_at: '10/10/2025 20:00', reported_at: '12/10/2025 10:00' },
    { missing_at: '10/10/2025 20:00', reported_at: '' },
  ],
  boundary: [
    [{ missing_at: '10/10/2025 20:00', reported_at: '17/10/2025 20:00' }, false],
    [{ missing_at: '10/10/2025 20:00', reported_at: '17/10/2025 20:01' }, true],
  ],
});
