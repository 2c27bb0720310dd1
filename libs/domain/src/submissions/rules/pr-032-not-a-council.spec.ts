import { provesCellCheck } from '../../../../../test/builders/index.js';
import { notACouncil } from './pr-032-not-a-council.js';

provesCellCheck(notACouncil, 'host_authority', {
  faulty: ['Atlantis', 'E09999999'],
  sound: ['Croydon', 'E09000008'],
  boundary: [
    ['croydon', false],
    ['Croydon Council', true],
  ],
});
