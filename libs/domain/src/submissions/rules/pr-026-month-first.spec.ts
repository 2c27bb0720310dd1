import { provesCellCheck } from '../../../../../test/builders/index.js';
import { monthFirst } from './pr-026-month-first.js';

provesCellCheck(monthFirst, 'missing_at', {
  faulty: ['10/13/2025', '10/31/2025 09:00', '1/25/2025'],
  sound: ['13/10/2025', '10/03/2025'],
  boundary: [
    ['12/12/2025', false],
    ['12/13/2025', true],
    ['13/13/2025', false],
  ],
});
