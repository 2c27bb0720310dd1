import { provesCellCheck } from '../../../../../test/builders/index.js';
import { outwardCodeNotKnown } from './pr-043-outward-code-not-known.js';

provesCellCheck(outwardCodeNotKnown, 'home_postcode', {
  faulty: ['ZZ9', 'ZZ9 9ZZ'],
  sound: ['SM1', 'CR0 1AA'],
  boundary: [
    ['SM99', true],
    ['nowhere', false],
  ],
});
