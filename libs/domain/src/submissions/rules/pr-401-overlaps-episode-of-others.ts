import { isSurelyOverlapping } from '../episode-span.js';
import { metEpisode } from '../met-episode.js';
import { when } from '../row-rule.js';
import type { RecordRule } from '../row-rule.js';

/**
 * Two sources that tell of one time mostly tell of one absence (domain brief 1.6: found, shown, merged); a source that
 * overlaps itself contradicts itself (SSDA903 rule 574), which PR-310 holds. So the report is taken in whichever of the two
 * came first, and stands as a pair among the double reports until the council settles it.
 */
export const overlapsEpisodeOfOthers: RecordRule = {
  kind: 'record',
  code: 'PR-401',
  severity: 'warning',
  columns: ['missing_at', 'returned_at', 'episode_end'],
  title: 'The episode overlaps one of the same child that somebody else told of: a double report is suspected.',
  explain: 'The row is taken in. Say on the page of double reports whether the two are one absence or two.',
  example: {
    cells: { provider_ref: 'H002', missing_at: '11/10/2025 07:00' },
    after: [{ by: 'another', cells: { returned_at: '11/10/2025 08:00' } }],
  },
  isConfirmable: false,
  isForCouncil: true,
  check: (record) => when(metEpisode(record, 'another', isSurelyOverlapping), 'missing_at'),
};
