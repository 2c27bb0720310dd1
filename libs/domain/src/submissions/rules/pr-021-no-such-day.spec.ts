import { provesCellCheck } from '../../../../../test/builders/index.js';
import { noSuchDay } from './pr-021-no-such-day.js';

provesCellCheck(noSuchDay, 'missing_at', {
  faulty: ['31/09/2025', '29/02/2025 10:00', '2025-13-01', '01/10/1825'],
  sound: ['30/09/2025', '29/02/2024'],
  boundary: [
    ['31/12/1899', true],
    ['01/01/1900', false],
  ],
});
