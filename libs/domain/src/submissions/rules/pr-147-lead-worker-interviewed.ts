import { wordKeyOf } from '../../factors/index.js';
import { when } from '../row-rule.js';
import type { RowRule } from '../row-rule.js';

/** The interviewer is not involved in caring for the child; the child's own worker may be, at the child's wish, and then is not independent. */
export const leadWorkerInterviewed: RowRule = {
  kind: 'row',
  code: 'PR-147',
  severity: 'warning',
  columns: ['interviewer', 'lead_worker', 'independent'],
  title: "The interviewer is the child's lead worker, and is not said to be anything but independent.",
  explain: 'Write N in independent and give independence_reason, or correct the name.',
  example: { cells: { interviewer: 'L. Sample', lead_worker: 'L Sample', independent: 'Y' } },
  isConfirmable: true,
  check: ({ interviewer, lead_worker: leadWorker, independent }) =>
    when(
      interviewer && leadWorker && independent !== false && wordKeyOf(interviewer) === wordKeyOf(leadWorker),
      'interviewer',
    ),
};
