import { provesRecordRule } from '../../../../../test/builders/index.js';
import { overlapsOwnEpisode } from './pr-310-overlaps-own-episode.js';

const own = (missing_at: string, returned_at: string) =>
  ({ by: 'same', cells: { provider_ref: 'H000', missing_at, returned_at } }) as const;
const back = { returned_at: '11/10/2025 08:00' };

provesRecordRule(overlapsOwnEpisode, 'missing_at', {
  faulty: [
    [own('10/10/2025 22:00', '10/10/2025 23:00'), back],
    [own('09/10/2025 20:00', ''), back],
    [own('11/10/2025 07:00', ''), {}],
    [own('10/10/2025', '11/10/2025'), { missing_at: '10/10/2025', returned_at: '11/10/2025' }],
  ],
  sound: [
    [own('01/10/2025 22:00', '02/10/2025 23:00'), back],
    [own('12/10/2025 22:00', ''), back],
    [{ ...own('10/10/2025 22:00', ''), by: 'another' }, back],
  ],
  boundary: [
    [own('09/10/2025 20:00', '10/10/2025 20:00'), back, false],
    [own('09/10/2025 20:00', '10/10/2025 20:01'), back, true],
    [own('11/10/2025 08:00', ''), back, false],
    [own('09/10/2025', '10/10/2025'), back, false],
    [own('10/10/2025', '10/10/2025'), { missing_at: '10/10/2025', returned_at: '10/10/2025' }, false],
    [own('09/10/2025 20:00', ''), { ...back, episode_end: 'cancelled' }, false],
  ],
});
