import { provesCellCheck } from '../../../../../test/builders/index.js';
import { noSuchLocalTime } from './pr-022-no-such-local-time.js';

provesCellCheck(noSuchLocalTime, 'missing_at', {
  faulty: ['30/03/2025 01:30'],
  sound: ['30/03/2025', '30/03/2025 12:00'],
  boundary: [
    ['30/03/2025 00:59', false],
    ['30/03/2025 01:00', true],
    ['30/03/2025 01:59', true],
    ['30/03/2025 02:00', false],
  ],
});
