import { provesRowRule } from '../../../../../test/builders/index.js';
import { factorGivenTwice } from './pr-132-factor-given-twice.js';

provesRowRule(factorGivenTwice, 'push_factors', {
  faulty: [
    { push_factors: 'PU01;pu01' },
    { push_factors: 'PU11;PU01;Bullying' },
    { push_factors: 'PU01:child;pu01:child' },
  ],
  sound: [{ push_factors: 'PU01;PU11' }, { push_factors: 'none_given' }, { push_factors: '-' }, {}],
  boundary: [
    [{ push_factors: 'PU01:child;PU01:other' }, false],
    [{ push_factors: 'PU01;PU01:child' }, false],
  ],
});
