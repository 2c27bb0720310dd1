import { provesRowRule } from '../../../../../test/builders/index.js';
import { dutyOfOtherAuthority } from './pr-166-duty-of-other-authority.js';

provesRowRule(dutyOfOtherAuthority, 'not_completed_reason', {
  faulty: [
    { not_completed_reason: 'other_authority_duty' },
    { not_completed_reason: 'other_authority_duty', care_status: 'looked_after' },
  ],
  sound: [{ not_completed_reason: 'hospital' }, { not_completed_reason: 'other_authority_duty', care_status: 'LAC' }],
  boundary: [[{ not_completed_reason: 'other_authority_duty', care_status: 'looked_after_other_authority' }, false]],
});
