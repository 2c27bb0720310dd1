import { provesCellCheck } from '../../../../../test/builders/index.js';
import { textTooLong } from './pr-011-text-too-long.js';

provesCellCheck(textTooLong, 'child_id', {
  faulty: ['S'.repeat(80)],
  sound: ['S1001'],
  boundary: [
    ['S'.repeat(40), false],
    ['S'.repeat(41), true],
  ],
});
