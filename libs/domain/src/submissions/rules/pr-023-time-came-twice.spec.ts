import { provesCellCheck } from '../../../../../test/builders/index.js';
import { timeCameTwice } from './pr-023-time-came-twice.js';

provesCellCheck(timeCameTwice, 'missing_at', {
  faulty: ['26/10/2025 01:30'],
  sound: ['26/10/2025', '2025-10-26T01:30:00Z'],
  boundary: [
    ['26/10/2025 00:59', false],
    ['26/10/2025 01:00', true],
    ['26/10/2025 01:59', true],
    ['26/10/2025 02:00', false],
  ],
});
