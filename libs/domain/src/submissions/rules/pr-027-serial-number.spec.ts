import { provesCellCheck } from '../../../../../test/builders/index.js';
import { serialNumber } from './pr-027-serial-number.js';

provesCellCheck(serialNumber, 'missing_at', {
  faulty: ['45940', '45940.8333'],
  sound: ['10/10/2025'],
  boundary: [
    ['4594', false],
    ['99999', true],
    ['459400', false],
  ],
});
