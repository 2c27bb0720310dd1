import { isSurelyOverlapping } from '../episode-span.js';
import { metEpisode } from '../met-episode.js';
import { when } from '../row-rule.js';
import type { RecordRule } from '../row-rule.js';

/** Two sources tell of one absence, or one of them is wrong (SSDA903 rule 574): for the council to settle. */
export const overlapsEpisodeOfOthers: RecordRule = {
  kind: 'record',
  code: 'PR-401',
  severity: 'error',
  columns: ['missing_at', 'returned_at', 'episode_end'],
  title: 'The episode overlaps one of the same child that somebody else told of.',
  explain: 'Settle whether the two are one absence, or which times are right.',
  example: {
    cells: { provider_ref: 'H002', missing_at: '11/10/2025 07:00' },
    after: [{ by: 'another', cells: { returned_at: '11/10/2025 08:00' } }],
  },
  isConfirmable: false,
  isForCouncil: true,
  check: (record) => when(metEpisode(record, 'another', isSurelyOverlapping), 'missing_at'),
};
