import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** Two attempts at the same minute by the same means are one that was copied. */
export const attemptGivenTwice: RowRule = {
  kind: 'row',
  code: 'PR-173',
  severity: 'warning',
  columns: ['attempts'],
  title: 'An attempt is given twice.',
  explain: 'Remove one of the two.',
  example: { cells: { attempts: '12/10/2025 10:00=text;12/10/2025 10:00=text=no_response' } },
  isConfirmable: false,
  check: ({ attempts }) => {
    const given = (attempts ?? []).map(
      ({ at, method }) => `${at.at.epochMilliseconds}|${at.timeKnown}|${method ?? ''}`,
    );
    return when(new Set(given).size < given.length, 'attempts');
  },
};
