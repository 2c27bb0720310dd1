import { provesCellCheck } from '../../../../../test/builders/index.js';
import { attemptResultNotKnown } from './pr-037-attempt-result-not-known.js';

provesCellCheck(attemptResultNotKnown, 'attempts', {
  faulty: ['12/10/2025 10:00=text=perhaps'],
  sound: ['12/10/2025 10:00=text=accepted', '12/10/2025=text'],
  boundary: [
    ['12/10/2025=text=', false],
    ['12/10/2025=text=No response', false],
    ['12/10/2025==text', true],
  ],
});
