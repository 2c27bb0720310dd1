import { provesCellCheck } from '../../../../../test/builders/index.js';
import { wordNotInTaxonomy } from './pr-035-word-not-in-taxonomy.js';

provesCellCheck(wordNotInTaxonomy, 'push_factors', {
  faulty: ['Fmily conflict', 'PU77', 'PL02', 'PU01;other things'],
  sound: ['PU01', 'Bullying', 'bullying:child', 'none_given'],
  boundary: [
    ['Family conflicts or arguments', false],
    ['Family', true],
  ],
});
