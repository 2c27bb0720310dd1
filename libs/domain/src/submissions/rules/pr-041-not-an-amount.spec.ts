import { provesCellCheck } from '../../../../../test/builders/index.js';
import { notAnAmount } from './pr-041-not-an-amount.js';

provesCellCheck(notAnAmount, 'fee_claimed', {
  faulty: ['245,50', '-5', '1,2,3', 'free'],
  sound: ['245.50', '£245.5', '1,245.50', '0'],
  boundary: [
    ['245.50', false],
    ['245.505', true],
  ],
});
