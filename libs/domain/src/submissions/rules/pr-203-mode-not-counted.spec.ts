import { provesRowRule } from '../../../../../test/builders/index.js';
import { modeNotCounted } from './pr-203-mode-not-counted.js';

provesRowRule(modeNotCounted, 'interview_mode', {
  faulty: [{ interview_at: '12/10/2025', interview_mode: 'telephone' }],
  sound: [
    { interview_at: '12/10/2025', interview_mode: 'in_person' },
    { interview_mode: 'telephone' },
    { interview_at: '12/10/2025' },
  ],
  boundary: [
    [{ interview_at: '12/10/2025', interview_mode: 'video' }, false],
    [{ interview_at: '12/10/2025', interview_mode: 'telephone', not_completed_reason: 'other' }, false],
  ],
});
