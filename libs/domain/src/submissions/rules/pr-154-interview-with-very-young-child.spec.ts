import { provesRowRule } from '../../../../../test/builders/index.js';
import { interviewWithVeryYoungChild } from './pr-154-interview-with-very-young-child.js';

provesRowRule(interviewWithVeryYoungChild, 'interview_at', {
  faulty: [{ date_of_birth: '01/06/2024', interview_at: '12/10/2025' }],
  sound: [{ date_of_birth: '01/06/2024' }, { date_of_birth: '01/06/2014', interview_at: '12/10/2025' }],
  boundary: [
    [{ date_of_birth: '12/10/2020', interview_at: '12/10/2025' }, false],
    [{ date_of_birth: '13/10/2020', interview_at: '12/10/2025' }, true],
  ],
});
