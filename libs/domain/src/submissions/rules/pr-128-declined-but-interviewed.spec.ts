import { provesRowRule } from '../../../../../test/builders/index.js';
import { declinedButInterviewed } from './pr-128-declined-but-interviewed.js';

provesRowRule(declinedButInterviewed, 'offer_outcome', {
  faulty: [
    { offer_outcome: 'declined', interview_at: '12/10/2025' },
    { offer_outcome: 'declined', interview_at: '12/10/2025', attempts: '12/10/2025==no_response' },
  ],
  sound: [
    { offer_outcome: 'declined' },
    { offer_outcome: 'accepted', interview_at: '12/10/2025' },
    { offer_outcome: 'declined', interview_at: '-' },
    { offer_outcome: 'declined', interview_at: '12/10/2025', attempts: 'twice' },
  ],
  boundary: [[{ offer_outcome: 'declined', interview_at: '12/10/2025', attempts: '11/10/2025==accepted' }, false]],
});
