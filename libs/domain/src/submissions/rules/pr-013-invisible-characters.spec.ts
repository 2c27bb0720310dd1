import { provesCellCheck } from '../../../../../test/builders/index.js';
import { invisibleCharacters } from './pr-013-invisible-characters.js';

provesCellCheck(invisibleCharacters, 'council_ref', {
  faulty: ['EP\u200B17', '\u202EEP17', 'EP\u000017'],
  sound: ['EP-17', 'Zoé', 'EP 17'],
  boundary: [
    ['EP\u200D17', false],
    ['EP\u00A017', false],
    ['EP\u00AD17', true],
  ],
});
