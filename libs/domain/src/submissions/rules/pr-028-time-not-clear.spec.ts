import { provesCellCheck } from '../../../../../test/builders/index.js';
import { timeNotClear } from './pr-028-time-not-clear.js';

provesCellCheck(timeNotClear, 'missing_at', {
  faulty: ['10/10/2025 7pm', '10/10/2025 0730', '10/10/2025 19.30', '10/10/2025 25:00'],
  sound: ['10/10/2025 19:00', '10/10/2025'],
  boundary: [
    ['10/10/2025 23:59', false],
    ['10/10/2025 24:00', true],
    ['10/10/2025 00:00', false],
  ],
});
