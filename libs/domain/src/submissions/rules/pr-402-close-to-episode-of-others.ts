import { isNear } from '../episode-span.js';
import { metEpisode } from '../met-episode.js';
import { when } from '../row-rule.js';
import type { RecordRule } from '../row-rule.js';

/** The police and a carer, or two providers, often give one absence times that differ by an hour or two. */
export const closeToEpisodeOfOthers: RecordRule = {
  kind: 'record',
  code: 'PR-402',
  severity: 'warning',
  columns: ['missing_at', 'returned_at'],
  title: 'The episode lies within two hours of one of the same child that somebody else told of.',
  explain: 'The row is taken in. Say on the page of double reports whether the two are one absence or two.',
  example: {
    cells: { provider_ref: 'H002', missing_at: '11/10/2025 09:00' },
    after: [{ by: 'another', cells: { returned_at: '11/10/2025 08:00' } }],
  },
  isConfirmable: false,
  isForCouncil: true,
  check: (record) => when(metEpisode(record, 'another', isNear), 'missing_at'),
};
