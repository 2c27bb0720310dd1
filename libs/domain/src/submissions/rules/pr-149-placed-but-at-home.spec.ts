import { provesRowRule } from '../../../../../test/builders/index.js';
import { placedButAtHome } from './pr-149-placed-but-at-home.js';

provesRowRule(placedButAtHome, 'care_status', {
  faulty: [{ placement_type: 'K2' }, { placement_postcode: 'SM1' }],
  sound: [
    {},
    { care_status: 'looked_after', placement_type: 'K2' },
    { care_status: 'care_leaver', placement_type: 'K2' },
    { care_status: 'LAC', placement_type: 'K2' },
  ],
  boundary: [[{ placement_type: '-', placement_postcode: '-' }, false]],
});
