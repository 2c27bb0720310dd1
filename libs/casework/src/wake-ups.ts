import type { Deadline } from '#domain/deadlines';
import type { AuthorityCode } from '#domain/kernel';
import type { Instant } from '#domain/time';
import type { Job } from '#platform';

/** A job that wakes a worker when the next step of a deadline comes, or an alert has to climb. It carries ids only. */
export type WakeUp = Job;

export const CHECK_DEADLINE = 'check-deadline';

/** One delayed job for each next step that is new: the id names the step and its time, so a moved step is a new job. */
export function wakeUpsFor(
  authority: AuthorityCode,
  before: readonly Deadline[],
  after: readonly Deadline[],
  now: Instant,
): readonly WakeUp[] {
  const planned = new Set(before.map(jobId));
  return after
    .filter((deadline) => deadline.nextStep !== null && !planned.has(jobId(deadline)))
    .map((deadline) => ({
      id: jobId(deadline),
      name: CHECK_DEADLINE,
      data: { authority, episodeId: deadline.episodeId },
      delay: (deadline.nextStep?.at.epochMilliseconds ?? 0) - now.epochMilliseconds,
    }));
}

function jobId({ id, nextStep }: Deadline): string {
  return nextStep === null ? '' : `deadline-${id}-${nextStep.step}-${nextStep.at.epochMilliseconds}`;
}

export const DELIVER_MESSAGES = 'deliver-messages';

/** A job that wakes a worker when messages of an authority are due: one for all that are due at the same time. */
export function deliveryWakeUp(authority: AuthorityCode, dueAt: Instant, now: Instant): WakeUp {
  return {
    id: `deliver-${authority}-${dueAt.epochMilliseconds}`,
    name: DELIVER_MESSAGES,
    data: { authority },
    delay: dueAt.epochMilliseconds - now.epochMilliseconds,
  };
}
