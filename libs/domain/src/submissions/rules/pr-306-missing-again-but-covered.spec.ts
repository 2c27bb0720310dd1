import { provesFileRule } from '../../../../../test/builders/index.js';
import { missingAgainButCovered } from './pr-306-missing-again-but-covered.js';

const interrupted = { not_completed_reason: 'missing_again' };
const covering = { provider_ref: 'H002', interview_at: '14/10/2025', interview_covers: 'H000; H001' };

provesFileRule(missingAgainButCovered, 'not_completed_reason', {
  faulty: [
    [interrupted, covering],
    [covering, interrupted],
  ],
  sound: [[interrupted], [covering, {}], [covering, { ...interrupted, provider_ref: 'H003' }]],
  boundary: [
    [[{ ...interrupted, interview_covers: 'H001' }], false],
    [[covering, { not_completed_reason: 'no_contact' }], false],
  ],
});
