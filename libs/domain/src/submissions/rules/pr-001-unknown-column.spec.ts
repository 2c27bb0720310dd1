import { neededCells, provesHeaderCheck } from '../../../../../test/builders/index.js';
import { unknownColumn } from './pr-001-unknown-column.js';

const needed = Object.keys(neededCells);

provesHeaderCheck(unknownColumn, {
  faulty: [
    [...needed, 'Notes to self'],
    [...needed, 'constructor'],
  ],
  sound: [[...needed], [...needed, 'themes']],
  boundary: [
    [[...needed, ' THEMES '], false],
    [[...needed, ''], false],
  ],
});
