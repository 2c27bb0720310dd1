import { provesRowRule } from '../../../../../test/builders/index.js';
import { policeFactsBesideNone } from './pr-145-police-facts-beside-none.js';

provesRowRule(policeFactsBesideNone, 'police_classification', {
  faulty: [
    { police_classification: 'none', police_risk: 'low' },
    { police_classification: 'none', police_ref: 'MP/1' },
  ],
  sound: [
    { police_classification: 'none' },
    { police_risk: 'low' },
    { police_classification: 'missing', police_ref: 'MP/1' },
  ],
  boundary: [[{ police_classification: 'none', police_risk: '-', police_ref: '-' }, false]],
});
