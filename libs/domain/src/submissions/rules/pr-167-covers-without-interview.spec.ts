import { provesRowRule } from '../../../../../test/builders/index.js';
import { coversWithoutInterview } from './pr-167-covers-without-interview.js';

provesRowRule(coversWithoutInterview, 'interview_covers', {
  faulty: [{ interview_covers: 'H000' }, { interview_covers: 'H000', interview_at: '-' }],
  sound: [
    { interview_covers: 'H000', interview_at: '12/10/2025' },
    { interview_covers: 'H000', interview_at: 'soon' },
    {},
  ],
  boundary: [[{ interview_covers: '-' }, false]],
});
