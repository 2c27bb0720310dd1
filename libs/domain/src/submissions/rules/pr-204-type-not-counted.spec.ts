import { aContract, provesRowRule } from '../../../../../test/builders/index.js';
import { typeNotCounted } from './pr-204-type-not-counted.js';

provesRowRule(
  typeNotCounted,
  'episode_type',
  {
    faulty: [{ episode_type: 'A' }],
    sound: [{ episode_type: 'M' }, { episode_type: 'X' }],
    boundary: [[{ episode_type: 'A', missing_at: 'soon' }, false]],
  },
  { contractOn: () => aContract({ countedEpisodes: ['M'] }) },
);
