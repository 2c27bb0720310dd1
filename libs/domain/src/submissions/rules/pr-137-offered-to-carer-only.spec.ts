import { provesRowRule } from '../../../../../test/builders/index.js';
import { offeredToCarerOnly } from './pr-137-offered-to-carer-only.js';

provesRowRule(offeredToCarerOnly, 'offered_to', {
  faulty: [{ offered_to: 'carer' }],
  sound: [
    { offered_to: 'both' },
    { offered_to: 'carer', not_completed_reason: 'no_contact' },
    { offered_to: 'carer', attempts: '12/10/2025=text' },
    { offered_to: 'carer', not_completed_reason: 'huh' },
  ],
  boundary: [
    [{ offered_to: 'carer', interview_at: '12/10/2025' }, false],
    [{ offered_to: 'carer', attempts: '-', not_completed_reason: '-' }, true],
  ],
});
