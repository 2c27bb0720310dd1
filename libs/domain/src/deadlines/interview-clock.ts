import { completedInterviews, reasonNotRequired } from '../cases/index.js';
import type { MissingCase } from '../cases/index.js';
import { childsAnswer, isRefusalOvertaken, validOffers } from '../interviews/index.js';
import type { NotCompletedReason } from '../interviews/index.js';
import { Temporal, plusHours, spanOf } from '../time/index.js';
import type { Instant, Moment } from '../time/index.js';
import { INTERVIEW_HOURS } from './limits.js';

/** What the 72-hour clock says of one returned episode (domain brief 4.1). */
export const clockValues = [
  'in_time',
  'late',
  'cannot_tell',
  'missed',
  'declined',
  'not_yet_due',
  'not_required',
] as const;
export type ClockValue = (typeof clockValues)[number];

export type Timing = 'in_time' | 'late' | 'cannot_tell';

/**
 * Whether something happened within `hours` after the return. In time at or before the due instant. Where a time of
 * day is not known, the answer is given only if it is the same from the start to the end of that day.
 */
export function timingWithin(happened: Moment, returned: Moment, hours: number): Timing {
  const [event, start] = [spanOf(happened), spanOf(returned)];
  const earliestDue = plusHours(start.from, hours);
  const latestDue = latestDueAt(returned, hours);
  const isSurelyInTime = Temporal.Instant.compare(event.exact ? event.from : event.before, earliestDue) <= 0;
  if (isSurelyInTime) return 'in_time';
  const beyondLatest = Temporal.Instant.compare(event.from, latestDue);
  return beyondLatest > 0 || (beyondLatest === 0 && !start.exact) ? 'late' : 'cannot_tell';
}

/** The earliest instant at which the hours can be over: alerts count from it. */
export function earliestDueAt(returned: Moment, hours: number): Instant {
  return plusHours(returned.at, hours);
}

/** The instant by which the hours are over however late in its day the return was: performance counts from it. */
export function latestDueAt(returned: Moment, hours: number): Instant {
  const span = spanOf(returned);
  return plusHours(span.exact ? span.from : span.before, hours);
}

/** Whether the requirement's 72 hours are surely over at an instant; due exactly then counts as over. */
export function isDueBy(returned: Moment, at: Instant): boolean {
  return Temporal.Instant.compare(latestDueAt(returned, INTERVIEW_HOURS), at) <= 0;
}

/** The clock of a case at an instant; null while the child has not returned. Judged on the interview's start. */
export function interviewClock(missingCase: MissingCase, at: Instant): ClockValue | null {
  const { returnedAt } = missingCase.episode;
  if (returnedAt === null) return null;
  if (reasonNotRequired(missingCase) !== null) return 'not_required';
  if (!isDueBy(returnedAt, at)) return 'not_yet_due';
  return interviewTiming(missingCase, returnedAt) ?? (hasDeclined(missingCase) ? 'declined' : 'missed');
}

/** How the first completed interview stands to the return: the best answer among those that cover the episode. */
export function interviewTiming(missingCase: MissingCase, returnedAt: Moment): Timing | null {
  const timings = completedInterviews(missingCase).map(({ beganAt }) =>
    timingWithin(beganAt, returnedAt, INTERVIEW_HOURS),
  );
  return bestOf(timings);
}

/** How the first valid offer stands to the return; null when no valid offer was made. */
export function offerTiming(missingCase: MissingCase, returnedAt: Moment): Timing | null {
  const timings = validOffers(missingCase.offers, completedInterviews(missingCase)).map((offeredAt) =>
    timingWithin(offeredAt, returnedAt, INTERVIEW_HOURS),
  );
  return bestOf(timings);
}

/** Whether the child, or the parents for the child, declined, and nothing later overtook it. */
export function hasDeclined(missingCase: MissingCase): boolean {
  const completed = completedInterviews(missingCase);
  if (completed.length > 0) return false;
  if (childsAnswer(missingCase.offers, completed) === 'declined') return true;
  return isRefusal(missingCase.requirement.notCompletedReason) && !isRefusalOvertaken(missingCase.offers);
}

/** Whether the facts leave no interview to be held: declined, or closed with another reason. A second offer re-opens. */
export function hasEndedWithoutInterview(missingCase: MissingCase): boolean {
  const reason = missingCase.requirement.notCompletedReason;
  return hasDeclined(missingCase) || (reason !== null && !isRefusal(reason));
}

function isRefusal(reason: NotCompletedReason | null): boolean {
  return reason === 'declined_by_child' || reason === 'declined_by_parent';
}

function bestOf(timings: readonly Timing[]): Timing | null {
  return (['in_time', 'cannot_tell', 'late'] as const).find((timing) => timings.includes(timing)) ?? null;
}
