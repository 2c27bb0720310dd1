import { provesRowRule } from '../../../../../test/builders/index.js';
import { attemptBeforeMissing } from './pr-120-attempt-before-missing.js';

provesRowRule(attemptBeforeMissing, 'attempts', {
  faulty: [{ attempts: '09/10/2025 10:00=text' }, { attempts: '12/10/2025=text;09/10/2025=call' }],
  sound: [{ attempts: '12/10/2025 10:00=text' }, {}, { attempts: '-' }],
  boundary: [
    [{ attempts: '10/10/2025 19:59=text' }, true],
    [{ attempts: '10/10/2025 20:00=text' }, false],
    [{ attempts: '10/10/2025=text' }, false],
  ],
});
