import { dayOf } from '../../time/index.js';
import { when } from '../row-rule.js';
import type { RecordRule } from '../row-rule.js';

/** A period that runs over 31 March keeps its start in the next collection year (SSDA903 rule 576). */
export const startMovedToApril: RecordRule = {
  kind: 'record',
  code: 'PR-313',
  severity: 'warning',
  columns: ['missing_at'],
  title: 'The start of an episode that ran over 31 March was moved to 1 April.',
  explain: 'Keep the start that it had: the same period carries on in the new collection year.',
  example: {
    cells: { missing_at: '01/04/2025', row_version: '2' },
    after: [{ by: 'same', cells: { missing_at: '20/03/2025 20:00', row_version: '1' } }],
  },
  isConfirmable: true,
  check({ before, after }) {
    if (!before) return [];
    const [was, is] = [dayOf(before.episode.missingAt), dayOf(after.episode.missingAt)];
    const isFirstOfApril = is.month === 4 && is.day === 1;
    return when(isFirstOfApril && was.until(is).sign > 0, 'missing_at');
  },
};
