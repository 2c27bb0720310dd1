import { LONGEST_CONFIRMATION } from '#submissions';
import type { AnswerFault } from '#submissions';

/** Why an answer to a return was not taken, in a sentence that says what to do. */
export function wordsOfAnswerFault(fault: AnswerFault): string {
  switch (fault.kind) {
    case 'not-applied-yet':
      return 'The return is still being applied; ask again what became of it, and answer then.';
    case 'row-not-waiting':
      return `Row ${fault.row} has no change that waits for you; ask again what became of the return.`;
    case 'row-named-twice':
      return `Row ${fault.row} is to be confirmed and withdrawn at once; leave out one of the two.`;
    case 'no-such-warning':
      return `Row ${fault.row} has no warning ${fault.code} about ${fault.column}; check the row, the code and the column.`;
    case 'not-confirmable':
      return `${fault.code} cannot be confirmed; correct row ${fault.row} or leave it as it is.`;
    case 'row-not-applied':
      return `Row ${fault.row} is held; correct it first, or confirm its change.`;
    case 'reason-missing':
      return 'Enter why this is right as it stands';
    case 'reason-too-long':
      return `Enter a reason of at most ${LONGEST_CONFIRMATION} characters`;
  }
}
