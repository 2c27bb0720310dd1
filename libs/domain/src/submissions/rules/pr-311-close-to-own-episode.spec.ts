import { provesRecordRule } from '../../../../../test/builders/index.js';
import { closeToOwnEpisode } from './pr-311-close-to-own-episode.js';

const own = (missing_at: string, returned_at: string) =>
  ({ by: 'same', cells: { provider_ref: 'H000', missing_at, returned_at } }) as const;
const back = { returned_at: '11/10/2025 08:00' };

provesRecordRule(closeToOwnEpisode, 'missing_at', {
  faulty: [
    [own('11/10/2025 09:00', ''), back],
    [own('10/10/2025 12:00', '10/10/2025 19:30'), back],
    [own('10/10/2025', '10/10/2025'), { missing_at: '10/10/2025', returned_at: '10/10/2025' }],
  ],
  sound: [
    [own('01/10/2025 22:00', '02/10/2025 23:00'), back],
    [own('10/10/2025 21:00', ''), back],
    [{ ...own('11/10/2025 09:00', ''), by: 'another' }, back],
  ],
  boundary: [
    [own('11/10/2025 10:00', ''), back, true],
    [own('11/10/2025 10:01', ''), back, false],
    [own('11/10/2025 08:00', ''), back, true],
    [own('10/10/2025', '11/10/2025'), { missing_at: '11/10/2025', returned_at: '12/10/2025' }, false],
    [own('11/10/2025 09:00', ''), { ...back, episode_end: 'cancelled' }, false],
  ],
});
