import { provesRowRule } from '../../../../../test/builders/index.js';
import { refusalWithoutOffer } from './pr-164-refusal-without-offer.js';

provesRowRule(refusalWithoutOffer, 'offered_at', {
  faulty: [
    { not_completed_reason: 'declined_by_child' },
    { not_completed_reason: 'declined_by_parent', offered_at: '-' },
  ],
  sound: [
    { not_completed_reason: 'declined_by_child', offered_at: '11/10/2025' },
    { not_completed_reason: 'declined_by_child', offered_at: 'soon' },
    { not_completed_reason: 'hospital' },
  ],
  boundary: [[{ not_completed_reason: 'declined_by_child', attempts: '11/10/2025==declined' }, false]],
});
