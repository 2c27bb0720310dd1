import { provesCellCheck } from '../../../../../test/builders/index.js';
import { codeNotListed } from './pr-033-code-not-listed.js';

provesCellCheck(codeNotListed, 'placement_type', {
  faulty: ['Z9', 'Children home'],
  sound: ['K2', 'k2'],
  boundary: [
    ['K', true],
    ['U6', false],
  ],
});
