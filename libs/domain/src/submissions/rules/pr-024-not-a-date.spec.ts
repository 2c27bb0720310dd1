import { provesCellCheck } from '../../../../../test/builders/index.js';
import { notADate } from './pr-024-not-a-date.js';

provesCellCheck(notADate, 'date_of_birth', {
  faulty: ['soon', '31/02/2010', '14/03/2010 10:00'],
  sound: ['14/03/2010', '2010-03-14', '14 March 2010'],
  boundary: [
    ['29/02/2009', true],
    ['29/02/2008', false],
  ],
});
