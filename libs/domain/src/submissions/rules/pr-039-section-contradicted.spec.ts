import { provesCellCheck } from '../../../../../test/builders/index.js';
import { sectionContradicted } from './pr-039-section-contradicted.js';

provesCellCheck(sectionContradicted, 'push_factors', {
  faulty: ['PU01;none_given', 'none_given;not_asked'],
  sound: ['PU01', 'none_given', 'not_asked'],
  boundary: [
    ['none_given;none given', false],
    ['not_asked;PU01', true],
  ],
});
