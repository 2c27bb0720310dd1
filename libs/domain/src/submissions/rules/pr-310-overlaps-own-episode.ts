import { isSurelyOverlapping } from '../episode-span.js';
import { metEpisode } from '../met-episode.js';
import type { RecordRule } from '../row-rule.js';

/** A child is missing once at a time (SSDA903 rule 574): an episode may begin when the one before ends, not earlier. */
export const overlapsOwnEpisode: RecordRule = {
  kind: 'record',
  code: 'PR-310',
  severity: 'error',
  columns: ['missing_at', 'returned_at', 'episode_end'],
  title: 'The episode overlaps another one of the same child that you told of.',
  explain:
    'Correct the times of one of the two, or give returned_at for the earlier one if the child was back: then this row is taken in by itself.',
  example: {
    cells: { provider_ref: 'H002', missing_at: '11/10/2025 07:00' },
    after: [{ by: 'same', cells: { returned_at: '11/10/2025 08:00' } }],
  },
  isConfirmable: false,
  check(record) {
    const met = metEpisode(record, 'the sender', isSurelyOverlapping);
    if (!met) return [];
    const message = `The episode overlaps ${met.ref ?? ''} of the same child; correct the times of one of the two, or give returned_at for the earlier one if the child was back, and this row is taken in by itself.`;
    return [{ column: 'missing_at', message }];
  },
};
