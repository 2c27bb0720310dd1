import { isSurelyAfter } from '../../time/index.js';
import type { RecordRule } from '../row-rule.js';

/** A return lies at or after the start of its episode (SSDA903 rule 567: the same day is fine). */
export const returnedBeforeMissing: RecordRule = {
  code: 'PR-101',
  check: ({ missing_at: missingAt, returned_at: returnedAt }) =>
    missingAt && returnedAt && isSurelyAfter(missingAt, returnedAt)
      ? [
          {
            severity: 'error',
            column: 'returned_at',
            message: 'returned_at lies before missing_at; correct whichever of the two is wrong.',
          },
        ]
      : [],
};
