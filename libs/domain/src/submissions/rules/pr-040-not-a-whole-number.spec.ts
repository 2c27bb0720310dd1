import { provesCellCheck } from '../../../../../test/builders/index.js';
import { notAWholeNumber } from './pr-040-not-a-whole-number.js';

provesCellCheck(notAWholeNumber, 'row_version', {
  faulty: ['1.5', '-1', '1e3', 'two'],
  sound: ['0', '3'],
  boundary: [
    ['999999999', false],
    ['1000000000', true],
  ],
});
