import { provesRecordRule } from '../../../../../test/builders/index.js';
import { overlapsEpisodeOfOthers } from './pr-401-overlaps-episode-of-others.js';

const theirs = (missing_at: string, returned_at: string) =>
  ({ by: 'another', cells: { provider_ref: 'N000', missing_at, returned_at } }) as const;
const back = { returned_at: '11/10/2025 08:00' };

provesRecordRule(overlapsEpisodeOfOthers, 'missing_at', {
  faulty: [
    [theirs('10/10/2025 22:00', '10/10/2025 23:00'), back],
    [theirs('09/10/2025 20:00', ''), {}],
  ],
  sound: [
    [theirs('01/10/2025 22:00', '02/10/2025 23:00'), back],
    [{ ...theirs('10/10/2025 22:00', ''), by: 'same' }, back],
  ],
  boundary: [
    [theirs('09/10/2025 20:00', '10/10/2025 20:00'), back, false],
    [theirs('09/10/2025 20:00', '10/10/2025 20:01'), back, true],
    [theirs('10/10/2025 22:00', ''), { ...back, episode_end: 'cancelled' }, false],
  ],
});
