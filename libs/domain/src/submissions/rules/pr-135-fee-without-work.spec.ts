import { provesRowRule } from '../../../../../test/builders/index.js';
import { feeWithoutWork } from './pr-135-fee-without-work.js';

provesRowRule(feeWithoutWork, 'fee_claimed', {
  faulty: [{ fee_claimed: '245' }, { fee_claimed: '0.01' }],
  sound: [
    { fee_claimed: '245', interview_at: '12/10/2025' },
    { fee_claimed: '245', offered_at: '12/10/2025' },
    { fee_claimed: '245', attempts: '12/10/2025=visit' },
    { fee_claimed: '245', offered_at: 'soon' },
  ],
  boundary: [
    [{ fee_claimed: '0' }, false],
    [{ fee_claimed: '-' }, false],
  ],
});
