import { provesRowRule } from '../../../../../test/builders/index.js';
import { veryHighFee } from './pr-171-very-high-fee.js';

provesRowRule(veryHighFee, 'fee_claimed', {
  faulty: [{ fee_claimed: '24550' }],
  sound: [{ fee_claimed: '245.50' }, {}, { fee_claimed: '-' }],
  boundary: [
    [{ fee_claimed: '2000' }, false],
    [{ fee_claimed: '2000.01' }, true],
  ],
});
