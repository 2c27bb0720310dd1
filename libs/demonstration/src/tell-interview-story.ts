import { isBefore } from '#domain/time';
import type { Instant } from '#domain/time';
import type { Absence } from './absences.js';
import { providerManners } from './demonstration-providers.js';
import { between, chance, pickWeighted } from './draws.js';
import { untold } from './interview-story.js';
import type { InterviewStory, NextAbsence } from './interview-story.js';
import { earlierOf, laterBy } from './local-times.js';
import type { Random } from './mulberry32.js';
import { tellEnding } from './tell-ending.js';

/** Tells what becomes of the interview for one absence; untold while the child is missing. */
export function tellInterviewStory(random: Random, absence: Absence, next: NextAbsence | null): InterviewStory {
  const { returnedAt, child } = absence;
  if (returnedAt === null) return untold;
  if (child.group === 'other_authority_here') {
    const since = laterBy(returnedAt, between(random, 2, 40));
    return { ...untold, notCompleted: { reason: 'other_authority_duty', since } };
  }
  const manner = providerManners[child.residence.provider];
  const story = tellEnding(random, pickWeighted(random, manner.endings), returnedAt, manner);
  const referral = laterBy(returnedAt, between(random, 0.5, 6));
  const referredAt = chance(random, 0.9) ? earlierOf(referral, story.offer?.at ?? referral) : null;
  return interruptBy(random, { ...story, referredAt }, next);
}

/** Leaves out of a story what the next absence came before: the next interview covers it, or it ends there. */
function interruptBy(random: Random, story: InterviewStory, next: NextAbsence | null): InterviewStory {
  if (next === null) return story;
  const isPast = (at: Instant | null | undefined) =>
    at !== null && at !== undefined && isBefore(laterBy(at, 1), next.missingAt);
  const offer = isPast(story.offer?.at) ? story.offer : null;
  const attempts = story.attempts.filter(({ at }) => isPast(at));
  if (isPast(story.interviewAt) || (story.interviewAt === null && isPast(story.notCompleted?.since))) return story;
  if (story.interviewAt === null && story.notCompleted === null) return { ...story, offer, attempts };
  const canBeCovered = next.story.interviewAt !== null || next.story.isCoveredByNext;
  const isCoveredByNext = canBeCovered && chance(random, 0.7);
  return {
    ...untold,
    referredAt: isPast(story.referredAt) ? story.referredAt : null,
    attempts,
    offer,
    bookedFor: offer === null ? null : story.bookedFor,
    notCompleted: isCoveredByNext ? null : { reason: 'missing_again', since: next.missingAt },
    isCoveredByNext,
  };
}
