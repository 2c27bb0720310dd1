import { provesFileRule } from '../../../../../test/builders/index.js';
import { datesInOtherOrder } from './pr-305-dates-in-other-order.js';

const american = [
  { provider_ref: 'H002', missing_at: '10/13/2025' },
  { provider_ref: 'H003', missing_at: '', returned_at: '10/14/2025 09:00' },
];

provesFileRule(datesInOtherOrder, 'missing_at', {
  faulty: [
    [...american, { missing_at: '10/03/2025 20:00' }],
    [{ missing_at: '01/02/2025' }, ...american],
  ],
  sound: [
    [{ missing_at: '10/03/2025' }],
    [...american, { missing_at: '13/10/2025' }],
    [...american, { missing_at: '2025-10-03' }],
    [...american, { missing_at: '3 Oct 2025' }],
  ],
  boundary: [
    [[...american.slice(0, 1), { missing_at: '10/03/2025' }], false],
    [[...american, { missing_at: '10/10/2025' }], false],
    [[...american, { missing_at: '12/11/2025' }], true],
    [[{ missing_at: '31/32/2025' }, { missing_at: '31/32/2025' }, { missing_at: '10/03/2025' }], false],
  ],
});
