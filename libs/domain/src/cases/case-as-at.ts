import type { MissingCase } from './missing-case.js';
import type { EpisodeFacts } from '../episodes/index.js';
import type { InterviewRequirement, ReturnHomeInterview } from '../interviews/index.js';
import { isAfter } from '../time/index.js';
import type { Instant, Moment } from '../time/index.js';

/**
 * A case as it stood at a cut-off: what happened later is dropped, as if it had not happened yet; null when the child
 * went missing later. A fact with a date but no time is kept when its day had begun. Facts that carry no date of their
 * own (a reason, a cancellation, another end) are known now and stay.
 */
export function caseAsAt(missingCase: MissingCase, cutOff: Instant): MissingCase | null {
  if (isAfter(missingCase.episode.missingAt.at, cutOff)) return null;
  return {
    ...missingCase,
    episode: episodeAsAt(missingCase.episode, cutOff),
    requirement: requirementAsAt(missingCase.requirement, cutOff),
    offers: missingCase.offers.filter((offer) => !isAfter(offer.offeredAt.at, cutOff)),
    interviews: missingCase.interviews
      .filter((interview) => !isAfter(interview.beganAt.at, cutOff))
      .map((interview): ReturnHomeInterview => ({ ...interview, endedAt: momentAsAt(interview.endedAt, cutOff) })),
  };
}

function episodeAsAt(episode: EpisodeFacts, cutOff: Instant): EpisodeFacts {
  return {
    ...episode,
    reportedAt: momentAsAt(episode.reportedAt, cutOff),
    foundAt: momentAsAt(episode.foundAt, cutOff),
    returnedAt: momentAsAt(episode.returnedAt, cutOff),
  };
}

/** A booking may well lie ahead, and stays. A plan change falls with the day on which the interview reached the plan. */
function requirementAsAt(requirement: InterviewRequirement, cutOff: Instant): InterviewRequirement {
  const planInformedAt = momentAsAt(requirement.planInformedAt, cutOff);
  const isInformedLater = requirement.planInformedAt !== null && planInformedAt === null;
  return {
    ...requirement,
    referredAt: momentAsAt(requirement.referredAt, cutOff),
    acknowledgedAt: momentAsAt(requirement.acknowledgedAt, cutOff),
    formReturnedAt: momentAsAt(requirement.formReturnedAt, cutOff),
    safeguardingAlertAt: momentAsAt(requirement.safeguardingAlertAt, cutOff),
    planInformedAt,
    hasPlanChange: requirement.hasPlanChange && !isInformedLater,
  };
}

function momentAsAt(moment: Moment | null, cutOff: Instant): Moment | null {
  return moment === null || isAfter(moment.at, cutOff) ? null : moment;
}
