import { dayOf } from '../../time/index.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** After which episodes an interview is owed is a term of the contract. */
export const typeNotCounted: RowRule = {
  kind: 'row',
  code: 'PR-204',
  severity: 'info',
  columns: ['episode_type'],
  title: 'Under the contract no interview is owed after an episode of this type; the row is taken all the same.',
  explain: 'Nothing needs to be done.',
  example: {
    cells: {
      episode_type: 'A',
      care_status: 'looked_after',
      responsible_authority: 'E09000029',
      host_authority: 'E09000029',
      placement_type: 'K2',
    },
  },
  isConfirmable: false,
  check: ({ episode_type: type, missing_at: missingAt, returned_at: returnedAt }, { contractOn }) => {
    const decisive = returnedAt ?? missingAt;
    return when(
      type && decisive && contractOn(dayOf(decisive))?.countedEpisodes.includes(type) === false,
      'episode_type',
    );
  },
};
