import { provesCellCheck } from '../../../../../test/builders/index.js';
import { cellCutOff } from './pr-014-cell-cut-off.js';

provesCellCheck(cellCutOff, 'themes', {
  faulty: ['a'.repeat(255), 'a'.repeat(256), 'a'.repeat(1024)],
  sound: ['Friends nearby', 'a'.repeat(700)],
  boundary: [
    ['a'.repeat(254), false],
    ['a'.repeat(257), false],
  ],
});
