import { provesRowRule } from '../../../../../test/builders/index.js';
import { interviewLongAfterReturn } from './pr-159-interview-long-after-return.js';

provesRowRule(interviewLongAfterReturn, 'interview_at', {
  faulty: [
    {
      missing_at: '01/10/2025',
      push_factors: 'PU01',
      returned_at: '10/10/2025 20:00',
      interview_at: '09/12/2025 19:01',
    },
    { missing_at: '01/10/2025', push_factors: 'PU01', returned_at: '10/10/2025', interview_at: '12/12/2025 20:00' },
  ],
  sound: [
    {
      missing_at: '01/10/2025',
      push_factors: 'PU01',
      returned_at: '10/10/2025 20:00',
      interview_at: '12/10/2025 10:00',
    },
    { missing_at: '01/10/2025', push_factors: 'PU01', returned_at: '10/10/2025 20:00', interview_at: '' },
  ],
  boundary: [
    [
      {
        missing_at: '01/10/2025',
        push_factors: 'PU01',
        returned_at: '10/10/2025 20:00',
        interview_at: '09/12/2025 19:00',
      },
      false,
    ],
    [
      {
        missing_at: '01/10/2025',
        push_factors: 'PU01',
        returned_at: '10/10/2025 20:00',
        interview_at: '09/12/2025 19:01',
      },
      true,
    ],
  ],
});
