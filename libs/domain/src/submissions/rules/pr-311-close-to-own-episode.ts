import { isNear } from '../episode-span.js';
import { metEpisode } from '../met-episode.js';
import type { RecordRule } from '../row-rule.js';

/** Two reports within two hours are mostly one absence; a child may also be back and leave again. */
export const closeToOwnEpisode: RecordRule = {
  kind: 'record',
  code: 'PR-311',
  severity: 'warning',
  columns: ['missing_at', 'returned_at'],
  title: 'The episode lies within two hours of another one of the same child that you told of.',
  explain: 'Check that these are two absences and not one.',
  example: {
    cells: { provider_ref: 'H002', missing_at: '11/10/2025 09:00' },
    after: [{ by: 'same', cells: { returned_at: '11/10/2025 08:00' } }],
  },
  isConfirmable: true,
  check(record) {
    const met = metEpisode(record, 'the sender', isNear);
    if (!met) return [];
    const message = `The episode lies within two hours of ${met.ref ?? ''} of the same child; check that these are two absences and not one.`;
    return [{ column: 'missing_at', message }];
  },
};
