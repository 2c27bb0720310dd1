import { provesCellCheck } from '../../../../../test/builders/index.js';
import { neededCellBlank } from './pr-010-needed-cell-blank.js';

provesCellCheck(neededCellBlank, 'date_of_birth', {
  faulty: ['', ' ', '-', ';'],
  sound: ['14/03/2010', 'soon'],
  boundary: [
    [' ', true],
    ['1', false],
  ],
});
