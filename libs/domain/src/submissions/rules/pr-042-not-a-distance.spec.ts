import { provesCellCheck } from '../../../../../test/builders/index.js';
import { notADistance } from './pr-042-not-a-distance.js';

provesCellCheck(notADistance, 'mileage', {
  faulty: ['12 miles', '-1', 'far'],
  sound: ['12.5', '0'],
  boundary: [
    ['12.5', false],
    ['12.55', true],
    ['99999', false],
    ['100000', true],
  ],
});
