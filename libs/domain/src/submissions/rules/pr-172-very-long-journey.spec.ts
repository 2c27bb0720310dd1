import { provesRowRule } from '../../../../../test/builders/index.js';
import { veryLongJourney } from './pr-172-very-long-journey.js';

provesRowRule(veryLongJourney, 'mileage', {
  faulty: [{ mileage: '12500' }],
  sound: [{ mileage: '12.5' }, {}, { mileage: '-' }],
  boundary: [
    [{ mileage: '1200' }, false],
    [{ mileage: '1200.1' }, true],
  ],
});
