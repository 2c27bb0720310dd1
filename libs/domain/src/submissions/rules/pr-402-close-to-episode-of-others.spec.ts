import { provesRecordRule } from '../../../../../test/builders/index.js';
import { closeToEpisodeOfOthers } from './pr-402-close-to-episode-of-others.js';

const theirs = (missing_at: string, returned_at: string) =>
  ({ by: 'another', cells: { provider_ref: 'N000', missing_at, returned_at } }) as const;
const back = { returned_at: '11/10/2025 08:00' };

provesRecordRule(closeToEpisodeOfOthers, 'missing_at', {
  faulty: [[theirs('11/10/2025 09:00', ''), back]],
  sound: [
    [theirs('10/10/2025 22:00', ''), back],
    [{ ...theirs('11/10/2025 09:00', ''), by: 'same' }, back],
  ],
  boundary: [
    [theirs('11/10/2025 10:00', ''), back, true],
    [theirs('11/10/2025 10:01', ''), back, false],
    [theirs('11/10/2025 09:00', ''), { ...back, episode_end: 'cancelled' }, false],
  ],
});
