import { provesRowRule } from '../../../../../test/builders/index.js';
import { reasonBesideInterview } from './pr-129-reason-beside-interview.js';

provesRowRule(reasonBesideInterview, 'not_completed_reason', {
  faulty: [
    { interview_at: '12/10/2025', not_completed_reason: 'other' },
    { interview_at: '12/10/2025', not_completed_reason: 'other', interview_mode: 'video' },
  ],
  sound: [
    { not_completed_reason: 'other' },
    { interview_at: '12/10/2025' },
    { interview_at: '12/10/2025', not_completed_reason: '-' },
  ],
  boundary: [[{ interview_at: '12/10/2025', not_completed_reason: 'other', interview_mode: 'telephone' }, false]],
});
