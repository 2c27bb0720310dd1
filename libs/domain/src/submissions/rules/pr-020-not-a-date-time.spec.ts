import { provesCellCheck } from '../../../../../test/builders/index.js';
import { notADateTime } from './pr-020-not-a-date-time.js';

provesCellCheck(notADateTime, 'missing_at', {
  faulty: ['Friday night', 'yesterday', 'tomorrow 10:00', '4593'],
  sound: ['10/10/2025 20:00', '10/10/2025', '2025-10-10', '3 Oct 2025'],
  boundary: [
    ['2025-10-10T20:00', false],
    ['10/10/2025 at eight', true],
  ],
});
