import { when } from '../row-rule.js';
import type { RecordRule } from '../row-rule.js';

/** A placement that ends while the child is missing ends the period as well (SSDA903 rule 575). */
export const placementChangedWhileMissing: RecordRule = {
  kind: 'record',
  code: 'PR-312',
  severity: 'warning',
  columns: ['placement_type', 'placement_postcode', 'returned_at', 'episode_end'],
  title: 'The placement changed while the child is missing.',
  explain: 'End this episode when the old placement ended and send a new row from then, or correct the placement.',
  example: {
    cells: {
      care_status: 'looked_after',
      responsible_authority: 'Sutton',
      host_authority: 'Sutton',
      placement_type: 'U6',
      row_version: '2',
    },
    after: [
      {
        by: 'same',
        cells: {
          care_status: 'looked_after',
          responsible_authority: 'Sutton',
          host_authority: 'Sutton',
          placement_type: 'K2',
          row_version: '1',
        },
      },
    ],
  },
  isConfirmable: true,
  check({ before, after }) {
    if (!before || after.episode.returnedAt !== null || after.episode.end !== null) return [];
    const [was, is] = [before.episode.atStart, after.episode.atStart];
    const isMoved =
      isOther(was.placementType, is.placementType) || isOther(was.placementOutwardCode, is.placementOutwardCode);
    return when(isMoved, 'placement_type');
  },
};

function isOther(was: string | null, is: string | null): boolean {
  return was !== null && is !== null && was !== is;
}
