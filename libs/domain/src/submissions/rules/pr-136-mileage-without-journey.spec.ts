import { provesRowRule } from '../../../../../test/builders/index.js';
import { mileageWithoutJourney } from './pr-136-mileage-without-journey.js';

provesRowRule(mileageWithoutJourney, 'mileage', {
  faulty: [
    { mileage: '12' },
    { mileage: '12', interview_at: '12/10/2025', interview_mode: 'telephone' },
    { mileage: '12', offered_at: '12/10/2025', offer_method: 'text' },
  ],
  sound: [
    { mileage: '12', interview_at: '12/10/2025', interview_mode: 'in_person' },
    { mileage: '12', offer_method: 'Home visit' },
    { mileage: '12', attempts: '12/10/2025=visit' },
    { mileage: '12', attempts: 'twice' },
  ],
  boundary: [
    [{ mileage: '0' }, false],
    [{ mileage: '12', interview_at: '12/10/2025' }, false],
  ],
});
