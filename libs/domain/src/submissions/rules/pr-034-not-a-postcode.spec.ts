import { provesCellCheck } from '../../../../../test/builders/index.js';
import { notAPostcode } from './pr-034-not-a-postcode.js';

provesCellCheck(notAPostcode, 'home_postcode', {
  faulty: ['nowhere', 'SM1 1', 'SM'],
  sound: ['SM1', 'SM1 1AA', 'sm1 1aa'],
  boundary: [
    ['SM11AA', false],
    ['SM1 1A', true],
  ],
});
