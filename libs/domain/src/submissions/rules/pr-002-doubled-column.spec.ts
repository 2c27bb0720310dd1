import { neededCells, provesHeaderCheck } from '../../../../../test/builders/index.js';
import { doubledColumn } from './pr-002-doubled-column.js';

const needed = Object.keys(neededCells);

provesHeaderCheck(doubledColumn, {
  faulty: [
    [...needed, 'themes', 'Themes'],
    [...needed, ...needed],
  ],
  sound: [[...needed], [...needed, 'themes']],
  boundary: [
    [[...needed, 'Notes', 'Notes'], false],
    [[...needed, 'themes', ' THEMES '], true],
  ],
});
