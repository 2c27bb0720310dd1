import { isSurelyAfter } from '../../time/index.js';
import type { RecordRule } from '../row-rule.js';

/** An interview follows the episode that it is about. One before the return is unusual and asked about. */
export const interviewBeforeMissing: RecordRule = {
  code: 'PR-106',
  check: ({ missing_at: missingAt, returned_at: returnedAt, interview_at: interviewAt }) => {
    if (!interviewAt) return [];
    if (missingAt && isSurelyAfter(missingAt, interviewAt)) {
      return [
        {
          severity: 'error',
          column: 'interview_at',
          message: 'interview_at lies before missing_at; correct whichever of the two is wrong.',
        },
      ];
    }
    if (returnedAt && isSurelyAfter(returnedAt, interviewAt)) {
      return [
        {
          severity: 'warning',
          column: 'interview_at',
          message: 'interview_at lies before returned_at; check that the child was spoken to before the return.',
        },
      ];
    }
    return [];
  },
};
