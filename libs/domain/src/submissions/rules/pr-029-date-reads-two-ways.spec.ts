import { provesCellCheck } from '../../../../../test/builders/index.js';
import { dateReadsTwoWays } from './pr-029-date-reads-two-ways.js';

provesCellCheck(dateReadsTwoWays, 'missing_at', {
  faulty: ['10-03-2025', '10.03.2025 20:00'],
  sound: ['10/03/2025', '2025-03-10'],
  boundary: [
    ['12-10-2025', true],
    ['13-10-2025', false],
    ['10-10-2025', false],
  ],
});
