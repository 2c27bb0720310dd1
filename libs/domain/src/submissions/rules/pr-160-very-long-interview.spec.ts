import { provesRowRule } from '../../../../../test/builders/index.js';
import { veryLongInterview } from './pr-160-very-long-interview.js';

provesRowRule(veryLongInterview, 'interview_ended_at', {
  faulty: [
    {
      missing_at: '01/10/2025',
      push_factors: 'PU01',
      interview_at: '10/10/2025 20:00',
      interview_ended_at: '11/10/2025 02:01',
    },
    {
      missing_at: '01/10/2025',
      push_factors: 'PU01',
      interview_at: '10/10/2025',
      interview_ended_at: '12/10/2025 10:00',
    },
  ],
  sound: [
    {
      missing_at: '01/10/2025',
      push_factors: 'PU01',
      interview_at: '10/10/2025 20:00',
      interview_ended_at: '10/10/2025 21:30',
    },
    { missing_at: '01/10/2025', push_factors: 'PU01', interview_at: '10/10/2025 20:00', interview_ended_at: '' },
  ],
  boundary: [
    [
      {
        missing_at: '01/10/2025',
        push_factors: 'PU01',
        interview_at: '10/10/2025 20:00',
        interview_ended_at: '11/10/2025 02:00',
      },
      false,
    ],
    [
      {
        missing_at: '01/10/2025',
        push_factors: 'PU01',
        interview_at: '10/10/2025 20:00',
        interview_ended_at: '11/10/2025 02:01',
      },
      true,
    ],
  ],
});
