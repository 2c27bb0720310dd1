import { provesRowRule } from '../../../../../test/builders/index.js';
import { bookingPast } from './pr-127-booking-past.js';

provesRowRule(
  bookingPast,
  'booked_for',
  {
    faulty: [
      { booked_for: '12/10/2025 10:00' },
      { booked_for: '12/10/2025 10:00', interview_at: '-', not_completed_reason: '-' },
    ],
    sound: [
      {},
      { booked_for: '12/10/2025', interview_at: '12/10/2025' },
      { booked_for: '12/10/2025', not_completed_reason: 'no_contact' },
      { booked_for: '12/10/2025', interview_at: 'soon' },
      { booked_for: '12/11/2025' },
      { provider_ref: 'COVERED', booked_for: '12/10/2025' },
    ],
    boundary: [
      [{ booked_for: '02/11/2025 23:59' }, true],
      [{ booked_for: '03/11/2025 08:00' }, false],
      [{ booked_for: '03/11/2025' }, false],
    ],
  },
  { isCovered: (ref) => ref === 'COVERED' },
);
