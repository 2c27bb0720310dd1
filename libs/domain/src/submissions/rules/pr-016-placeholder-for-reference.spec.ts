import { provesCellCheck } from '../../../../../test/builders/index.js';
import { placeholderForReference } from './pr-016-placeholder-for-reference.js';

provesCellCheck(placeholderForReference, 'child_id', {
  faulty: ['unknown', 'N/A', 'tbc', '?', '0000', 'not known', 'xxx'],
  sound: ['S1001', 'Unknown-17', '100'],
  boundary: [
    ['x', false],
    ['xx', true],
    ['0', true],
    ['X2001', false],
  ],
});
