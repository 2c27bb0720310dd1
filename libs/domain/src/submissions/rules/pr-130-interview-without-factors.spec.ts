import { provesRowRule } from '../../../../../test/builders/index.js';
import { interviewWithoutFactors } from './pr-130-interview-without-factors.js';

provesRowRule(interviewWithoutFactors, 'push_factors', {
  faulty: [
    { interview_at: '12/10/2025' },
    { interview_at: '12/10/2025', push_factors: '-', pull_factors: '-' },
    { interview_at: '12/10/2025', harms: 'HA02' },
  ],
  sound: [
    {},
    { interview_at: '12/10/2025', push_factors: 'PU01' },
    { interview_at: '12/10/2025', pull_factors: 'PL02' },
  ],
  boundary: [
    [{ interview_at: '12/10/2025', push_factors: 'none_given' }, false],
    [{ interview_at: '12/10/2025', pull_factors: 'not_asked' }, false],
  ],
});
