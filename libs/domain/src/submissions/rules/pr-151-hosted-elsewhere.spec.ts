import { provesRowRule } from '../../../../../test/builders/index.js';
import { hostedElsewhere } from './pr-151-hosted-elsewhere.js';

provesRowRule(hostedElsewhere, 'host_authority', {
  faulty: [{ care_status: 'looked_after_other_authority', host_authority: 'Kent' }],
  sound: [
    { care_status: 'looked_after', host_authority: 'Kent' },
    { care_status: 'looked_after_other_authority' },
    { host_authority: 'Kent' },
  ],
  boundary: [[{ care_status: 'looked_after_other_authority', host_authority: 'Sutton' }, false]],
});
