import { provesRowRule } from '../../../../../test/builders/index.js';
import { cancelledWithWork } from './pr-141-cancelled-with-work.js';

provesRowRule(cancelledWithWork, 'episode_end', {
  faulty: [
    { episode_end: 'cancelled', interview_at: '12/10/2025' },
    { episode_end: 'cancelled', fee_claimed: '10' },
  ],
  sound: [
    { episode_end: 'cancelled' },
    { episode_end: 'cancelled', returned_at: '11/10/2025 08:00' },
    { interview_at: '12/10/2025' },
  ],
  boundary: [[{ episode_end: 'cancelled', fee_claimed: '0' }, false]],
});
