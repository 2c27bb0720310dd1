import { provesRowRule } from '../../../../../test/builders/index.js';
import { notYet18 } from './pr-142-not-yet-18.js';

provesRowRule(notYet18, 'date_of_birth', {
  faulty: [{ episode_end: 'turned_18' }, { not_completed_reason: 'turned_18' }],
  sound: [
    { episode_end: 'turned_18', date_of_birth: '01/11/2007' },
    { date_of_birth: '01/11/2010' },
    { episode_end: 'turned_18', date_of_birth: 'soon' },
  ],
  boundary: [
    [{ episode_end: 'turned_18', date_of_birth: '03/11/2007' }, false],
    [{ episode_end: 'turned_18', date_of_birth: '04/11/2007' }, true],
  ],
});
