import { provesRowRule } from '../../../../../test/builders/index.js';
import { veryYoungChild } from './pr-153-very-young-child.js';

provesRowRule(veryYoungChild, 'date_of_birth', {
  faulty: [{ date_of_birth: '01/06/2024' }, { date_of_birth: '10/10/2025' }],
  sound: [{ date_of_birth: '01/06/2014' }, { date_of_birth: '11/10/2025' }, { date_of_birth: 'soon' }],
  boundary: [
    [{ date_of_birth: '10/10/2020' }, false],
    [{ date_of_birth: '11/10/2020' }, true],
  ],
});
