import type { ReferralRefusal } from '#domain/notifications';
import type { FormFault } from '../../http/form-fault.js';
import { recordFaults } from './record-wish.js';

/** Why an episode that is on record was not referred, at the field where it can be put right. */
export const referralFaults: Readonly<Record<ReferralRefusal, FormFault>> = {
  'referred-in-future': recordFaults['referred-in-future'],
  'referred-before-missing': recordFaults['referred-before-missing'],
  'not-covered': {
    field: 'provider',
    text: 'This provider has no contract that covers the child, or no sharing agreement, in force on that day; choose another',
  },
  'referred-already': {
    field: 'provider',
    text: 'A provider has this episode already, and nothing was changed; the record says which',
  },
  'episode-over': {
    field: 'provider',
    text: 'The episode was recorded in error, or ended otherwise than by a return, so nobody is asked',
  },
  'other-report-leads': {
    field: 'provider',
    text: 'This is one of two reports of one absence; refer the one that leads on the child’s record',
  },
};
