import { provesRowRule } from '../../../../../test/builders/index.js';
import { noTimeGone } from './pr-157-no-time-gone.js';

provesRowRule(noTimeGone, 'returned_at', {
  faulty: [{ returned_at: '10/10/2025 20:00' }],
  sound: [{ returned_at: '11/10/2025 08:00' }, {}, { returned_at: '-' }],
  boundary: [
    [{ returned_at: '10/10/2025 20:01' }, false],
    [{ missing_at: '10/10/2025', returned_at: '10/10/2025' }, false],
  ],
});
