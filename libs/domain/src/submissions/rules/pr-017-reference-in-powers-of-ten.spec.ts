import { provesCellCheck } from '../../../../../test/builders/index.js';
import { referenceInPowersOfTen } from './pr-017-reference-in-powers-of-ten.js';

provesCellCheck(referenceInPowersOfTen, 'police_ref', {
  faulty: ['1.23E+11', '2e+05'],
  sound: ['MP/25/101', '12300000000', 'E17'],
  boundary: [
    ['1E+5', true],
    ['1E5', false],
    ['12E+5', false],
  ],
});
