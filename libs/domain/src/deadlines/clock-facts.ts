import { completedInterviews, reasonNotRequired } from '../cases/index.js';
import type { MissingCase } from '../cases/index.js';
import { missingEpisode } from '../episodes/index.js';
import { firstValidOffer } from '../interviews/index.js';
import type { Moment } from '../time/index.js';
import { hasEndedWithoutInterview } from './interview-clock.js';

/** From which fact a clock runs. Where its time of day is not known, it runs from the start of that day. */
export const clockStarts = {
  return: ({ episode }: MissingCase): Moment | null => {
    const state = missingEpisode(episode);
    return state.status === 'returned' ? state.returnedAt : null;
  },
} as const satisfies Readonly<Record<string, (facts: MissingCase) => Moment | null>>;
export type ClockStart = keyof typeof clockStarts;

/** Which cases a clock runs for. */
export const clockSubjects = {
  owed_interview: (facts: MissingCase): boolean => reasonNotRequired(facts) === null,
} as const satisfies Readonly<Record<string, (facts: MissingCase) => boolean>>;
export type ClockSubject = keyof typeof clockSubjects;

/** What leaves a clock nothing to watch. An offer to the carer only settles nothing. */
export const settlements = {
  interview_held: (facts: MissingCase): boolean => completedInterviews(facts).length > 0,
  ended_without_interview: hasEndedWithoutInterview,
  offer_made: (facts: MissingCase): boolean => firstValidOffer(facts.offers, completedInterviews(facts)) !== null,
} as const satisfies Readonly<Record<string, (facts: MissingCase) => boolean>>;
export type Settlement = keyof typeof settlements;
