import { provesCellCheck } from '../../../../../test/builders/index.js';
import { valueNotKnown } from './pr-030-value-not-known.js';

provesCellCheck(valueNotKnown, 'police_risk', {
  faulty: ['huge', 'very'],
  sound: ['low', 'No apparent', 'HIGH'],
  boundary: [
    ['no-apparent', false],
    ['noapparent', true],
  ],
});
