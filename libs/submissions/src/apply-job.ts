import type { AuthorityCode } from '#domain/kernel';
import type { Job } from '#platform';

export const APPLY_SUBMISSION = 'apply-submission';

/** Wakes a worker for a submission that was acknowledged and left to it. It carries ids only; the sweep finds it as well. */
export function applyJob(authority: AuthorityCode, submissionId: string): Job {
  return { id: `submission-${submissionId}`, name: APPLY_SUBMISSION, data: { authority, submissionId }, delay: 0 };
}
