import { provesRowRule } from '../../../../../test/builders/index.js';
import { noContactWithoutAttempt } from './pr-165-no-contact-without-attempt.js';

provesRowRule(noContactWithoutAttempt, 'attempts', {
  faulty: [{ not_completed_reason: 'no_contact' }, { not_completed_reason: 'no_contact', attempts: '-' }],
  sound: [
    { not_completed_reason: 'no_contact', attempts: '11/10/2025=text' },
    { not_completed_reason: 'no_contact', attempts: 'twice' },
    { not_completed_reason: 'hospital' },
  ],
  boundary: [[{ not_completed_reason: 'no_contact', offered_at: '11/10/2025' }, false]],
});
