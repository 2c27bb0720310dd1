import { provesRowRule } from '../../../../../test/builders/index.js';
import { primaryNotAmongFactors } from './pr-131-primary-not-among-factors.js';

provesRowRule(primaryNotAmongFactors, 'primary_factor', {
  faulty: [
    { push_factors: 'PU01', primary_factor: 'PU11' },
    { push_factors: 'none_given', primary_factor: 'PU01' },
  ],
  sound: [
    { push_factors: 'PU01', primary_factor: 'PU01' },
    { push_factors: 'PU01;PU11', pull_factors: 'PL02', primary_factor: 'PL02' },
    { push_factors: 'PU01' },
    { push_factors: 'PU01', primary_factor: '-' },
  ],
  boundary: [
    [{ primary_factor: 'PU01' }, false],
    [{ push_factors: 'PU01:child', primary_factor: 'PU01' }, false],
  ],
});
