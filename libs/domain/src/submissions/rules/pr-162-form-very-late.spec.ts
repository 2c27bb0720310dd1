import { provesRowRule } from '../../../../../test/builders/index.js';
import { formVeryLate } from './pr-162-form-very-late.js';

provesRowRule(formVeryLate, 'form_returned_at', {
  faulty: [
    {
      missing_at: '01/10/2025',
      push_factors: 'PU01',
      interview_at: '10/10/2025 20:00',
      form_returned_at: '08/01/2026 19:01',
    },
    { missing_at: '01/10/2025', push_factors: 'PU01', interview_at: '10/10/2025', form_returned_at: '12/02/2026' },
  ],
  sound: [
    {
      missing_at: '01/10/2025',
      push_factors: 'PU01',
      interview_at: '10/10/2025 20:00',
      form_returned_at: '12/10/2025 10:00',
    },
    { missing_at: '01/10/2025', push_factors: 'PU01', interview_at: '10/10/2025 20:00', form_returned_at: '' },
  ],
  boundary: [
    [
      {
        missing_at: '01/10/2025',
        push_factors: 'PU01',
        interview_at: '10/10/2025 20:00',
        form_returned_at: '08/01/2026 19:00',
      },
      false,
    ],
    [
      {
        missing_at: '01/10/2025',
        push_factors: 'PU01',
        interview_at: '10/10/2025 20:00',
        form_returned_at: '08/01/2026 19:01',
      },
      true,
    ],
  ],
});
