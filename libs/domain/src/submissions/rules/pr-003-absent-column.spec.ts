import { neededCells, provesHeaderCheck } from '../../../../../test/builders/index.js';
import { absentColumn } from './pr-003-absent-column.js';

const needed = Object.keys(neededCells);

provesHeaderCheck(absentColumn, {
  faulty: [[], [...needed.slice(1)], [...needed.slice(0, -1)]],
  sound: [[...needed], [...needed.toReversed()]],
  boundary: [
    [[...needed.map((header) => ` ${header.toUpperCase()} `)], false],
    [[...needed.filter((header) => header !== 'child_id')], false],
  ],
});
