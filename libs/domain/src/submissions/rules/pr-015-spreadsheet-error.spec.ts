import { provesCellCheck } from '../../../../../test/builders/index.js';
import { spreadsheetError } from './pr-015-spreadsheet-error.js';

provesCellCheck(spreadsheetError, 'council_ref', {
  faulty: ['#REF!', '#N/A', '#VALUE!', '#name?', '#####'],
  sound: ['EP#17', '17', '#17'],
  boundary: [
    ['##', false],
    ['###', true],
  ],
});
