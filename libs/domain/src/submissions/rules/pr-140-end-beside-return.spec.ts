import { provesRowRule } from '../../../../../test/builders/index.js';
import { endBesideReturn } from './pr-140-end-beside-return.js';

provesRowRule(endBesideReturn, 'episode_end', {
  faulty: [
    { episode_end: 'ended_other', returned_at: '11/10/2025 08:00' },
    { episode_end: 'turned_18', returned_at: '11/10/2025 08:00' },
  ],
  sound: [
    { episode_end: 'ended_other' },
    { returned_at: '11/10/2025 08:00' },
    { episode_end: 'ended_other', returned_at: '-' },
  ],
  boundary: [[{ episode_end: 'cancelled', returned_at: '11/10/2025 08:00' }, false]],
});
