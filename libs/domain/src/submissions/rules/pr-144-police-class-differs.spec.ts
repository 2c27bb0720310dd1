import { provesRowRule } from '../../../../../test/builders/index.js';
import { policeClassDiffers } from './pr-144-police-class-differs.js';

provesRowRule(policeClassDiffers, 'police_classification', {
  faulty: [{ police_classification: 'absent' }, { police_classification: 'missing', episode_type: 'A' }],
  sound: [{ police_classification: 'missing' }, { police_classification: 'absent', episode_type: 'A' }, {}],
  boundary: [
    [{ police_classification: 'none' }, false],
    [{ police_classification: '-' }, false],
  ],
});
