import { provesRowRule } from '../../../../../test/builders/index.js';
import { youngCareLeaver } from './pr-155-young-care-leaver.js';

provesRowRule(youngCareLeaver, 'care_status', {
  faulty: [{ care_status: 'care_leaver' }],
  sound: [{ care_status: 'home' }, { care_status: 'care_leaver', date_of_birth: '01/01/2007' }],
  boundary: [
    [{ care_status: 'care_leaver', date_of_birth: '10/10/2009' }, false],
    [{ care_status: 'care_leaver', date_of_birth: '11/10/2009' }, true],
  ],
});
