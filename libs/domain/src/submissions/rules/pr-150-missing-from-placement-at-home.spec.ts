import { provesRowRule } from '../../../../../test/builders/index.js';
import { missingFromPlacementAtHome } from './pr-150-missing-from-placement-at-home.js';

provesRowRule(missingFromPlacementAtHome, 'missing_from', {
  faulty: [{ missing_from: 'placement' }],
  sound: [{ missing_from: 'home' }, { missing_from: 'school' }, {}],
  boundary: [
    [{ missing_from: 'placement', care_status: 'looked_after' }, false],
    [{ missing_from: 'placement', care_status: 'care_leaver' }, false],
  ],
});
