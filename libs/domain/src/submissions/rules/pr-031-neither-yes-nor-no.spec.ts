import { provesCellCheck } from '../../../../../test/builders/index.js';
import { neitherYesNorNo } from './pr-031-neither-yes-nor-no.js';

provesCellCheck(neitherYesNorNo, 'independent', {
  faulty: ['maybe', '1', 'constructor'],
  sound: ['Y', 'yes', 'n', 'No'],
  boundary: [
    ['YES', false],
    ['ye', true],
  ],
});
