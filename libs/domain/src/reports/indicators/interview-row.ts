import { count, rate } from '../cells.js';
import type { InterviewCounts, InterviewRow, InterviewRowKey } from '../mace-report.js';

/** The cells and rates of one row of the funnel, from its counts. */
export function interviewRow(key: InterviewRowKey, n: InterviewCounts<number>): InterviewRow {
  return {
    ...key,
    returned: count(n.returned),
    required: count(n.required),
    notYetDue: count(n.notYetDue),
    otherAuthorityDuty: count(n.otherAuthorityDuty),
    cancelled: count(n.cancelled),
    notCounted: count(n.notCounted),
    offered: count(n.offered),
    offeredCarerOnly: count(n.offeredCarerOnly),
    offeredIn72h: count(n.offeredIn72h),
    offeredCannotTell: count(n.offeredCannotTell),
    accepted: count(n.accepted),
    declined: count(n.declined),
    completed: count(n.completed),
    completedIn72h: count(n.completedIn72h),
    late: count(n.late),
    cannotTell: count(n.cannotTell),
    offeredOfRequired: rate(n.offered, n.required),
    offeredIn72hOfRequired: rate(n.offeredIn72h, n.required),
    acceptedOfOffered: rate(n.accepted, n.offered),
    completedOfRequired: rate(n.completed, n.required),
    completedOfOffered: rate(n.completed, n.offered),
    in72hOfRequired: rate(n.completedIn72h, n.required),
    in72hOfCompleted: rate(n.completedIn72h, n.completed),
  };
}
