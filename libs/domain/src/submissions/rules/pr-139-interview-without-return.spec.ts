import { provesRowRule } from '../../../../../test/builders/index.js';
import { interviewWithoutReturn } from './pr-139-interview-without-return.js';

provesRowRule(interviewWithoutReturn, 'returned_at', {
  faulty: [{ interview_at: '12/10/2025' }, { interview_at: '12/10/2025', returned_at: '-' }],
  sound: [
    {},
    { interview_at: '12/10/2025', returned_at: '11/10/2025' },
    { interview_at: '12/10/2025', episode_end: 'ended_other' },
    { interview_at: '12/10/2025', returned_at: 'soon' },
  ],
  boundary: [[{ interview_at: '12/10/2025', found_at: '11/10/2025' }, false]],
});
