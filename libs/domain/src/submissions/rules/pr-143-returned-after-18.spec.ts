import { provesRowRule } from '../../../../../test/builders/index.js';
import { returnedAfter18 } from './pr-143-returned-after-18.js';

provesRowRule(returnedAfter18, 'returned_at', {
  faulty: [{ date_of_birth: '11/10/2007', returned_at: '13/10/2025' }],
  sound: [
    { date_of_birth: '11/10/2009', returned_at: '13/10/2025' },
    { date_of_birth: '11/10/2007' },
    { date_of_birth: '11/10/2007', returned_at: '13/10/2025', care_status: 'care_leaver' },
  ],
  boundary: [
    [{ date_of_birth: '12/10/2007', returned_at: '12/10/2025' }, false],
    [{ date_of_birth: '12/10/2007', returned_at: '13/10/2025' }, true],
    [{ date_of_birth: '14/10/2007', returned_at: '13/10/2025' }, false],
  ],
});
