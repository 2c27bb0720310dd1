import { provesCellCheck } from '../../../../../test/builders/index.js';
import { twoDigitYear } from './pr-025-two-digit-year.js';

provesCellCheck(twoDigitYear, 'date_of_birth', {
  faulty: ['14/03/10', '14-3-10', '14 Mar 10'],
  sound: ['14/03/2010'],
  boundary: [
    ['14/03/010', false],
    ['14/03/0010', false],
  ],
});
