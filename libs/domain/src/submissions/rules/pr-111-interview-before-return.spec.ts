import { provesRowRule } from '../../../../../test/builders/index.js';
import { interviewBeforeReturn } from './pr-111-interview-before-return.js';

provesRowRule(interviewBeforeReturn, 'interview_at', {
  faulty: [
    {
      missing_at: '01/10/2025',
      push_factors: 'PU01',
      returned_at: '10/10/2025 20:00',
      interview_at: '10/10/2025 19:00',
    },
    { missing_at: '01/10/2025', push_factors: 'PU01', returned_at: '10/10/2025', interview_at: '09/10/2025 23:59' },
    { missing_at: '01/10/2025', push_factors: 'PU01', returned_at: '10/10/2025', interview_at: '09/10/2025' },
  ],
  sound: [
    {
      missing_at: '01/10/2025',
      push_factors: 'PU01',
      returned_at: '10/10/2025 20:00',
      interview_at: '10/10/2025 21:00',
    },
    { missing_at: '01/10/2025', push_factors: 'PU01', returned_at: '10/10/2025 20:00', interview_at: '' },
    { missing_at: '01/10/2025', push_factors: 'PU01', returned_at: '10/10/2025 20:00', interview_at: '-' },
    { missing_at: '01/10/2025', push_factors: 'PU01', returned_at: '10/10/2025 20:00', interview_at: 'soon' },
  ],
  boundary: [
    [
      {
        missing_at: '01/10/2025',
        push_factors: 'PU01',
        returned_at: '10/10/2025 20:00',
        interview_at: '10/10/2025 19:59',
      },
      true,
    ],
    [
      {
        missing_at: '01/10/2025',
        push_factors: 'PU01',
        returned_at: '10/10/2025 20:00',
        interview_at: '10/10/2025 20:00',
      },
      false,
    ],
    [
      { missing_at: '01/10/2025', push_factors: 'PU01', returned_at: '10/10/2025 20:00', interview_at: '10/10/2025' },
      false,
    ],
    [{ missing_at: '01/10/2025', push_factors: 'PU01', returned_at: '10/10/2025', interview_at: '10/10/2025' }, false],
  ],
});
