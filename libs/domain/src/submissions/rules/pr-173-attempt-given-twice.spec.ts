import { provesRowRule } from '../../../../../test/builders/index.js';
import { attemptGivenTwice } from './pr-173-attempt-given-twice.js';

provesRowRule(attemptGivenTwice, 'attempts', {
  faulty: [{ attempts: '12/10/2025 10:00=text;13/10/2025 10:00=text;12/10/2025 10:00=text' }],
  sound: [{ attempts: '12/10/2025 10:00=text;12/10/2025 10:05=text' }, {}, { attempts: '-' }],
  boundary: [
    [{ attempts: '12/10/2025 10:00=text;12/10/2025 10:00=call' }, false],
    [{ attempts: '12/10/2025=text;12/10/2025 00:00=text' }, false],
  ],
});
