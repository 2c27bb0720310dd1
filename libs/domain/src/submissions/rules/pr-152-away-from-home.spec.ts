import { provesRowRule } from '../../../../../test/builders/index.js';
import { awayFromHome } from './pr-152-away-from-home.js';

provesRowRule(awayFromHome, 'episode_type', {
  faulty: [{ episode_type: 'A' }, { episode_type: 'A', care_status: 'care_leaver' }],
  sound: [
    { episode_type: 'M' },
    { episode_type: 'A', care_status: 'looked_after' },
    { episode_type: 'A', care_status: 'LAC' },
  ],
  boundary: [[{ episode_type: 'A', care_status: 'looked_after_other_authority' }, false]],
});
