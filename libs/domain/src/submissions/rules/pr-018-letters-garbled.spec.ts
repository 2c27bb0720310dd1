import { provesCellCheck } from '../../../../../test/builders/index.js';
import { lettersGarbled } from './pr-018-letters-garbled.js';

provesCellCheck(lettersGarbled, 'given_name', {
  faulty: ['ZoÃ©', 'Oâ€™Neil', 'Zo\uFFFD'],
  sound: ['Zoé', 'João', 'Ângela'],
  boundary: [
    ['Ã', false],
    ['Ã©', true],
  ],
});
