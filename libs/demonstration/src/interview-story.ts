import type { Instant } from '#domain/time';

/** Somebody tried, without an acceptance. */
export interface Attempt {
  readonly at: Instant;
  readonly method: string;
  readonly result: 'declined' | 'no_response';
}

/** The offer that the row speaks of. */
export interface Offer {
  readonly at: Instant;
  readonly method: string;
  readonly to: 'child' | 'carer' | 'both';
  readonly outcome: 'accepted' | 'declined' | 'no_response';
}

/** What becomes of the interview after one return, as if nobody looked before the end: the row shows what is past. */
export interface InterviewStory {
  readonly referredAt: Instant | null;
  readonly attempts: readonly Attempt[];
  readonly offer: Offer | null;
  readonly bookedFor: Instant | null;
  readonly interviewAt: Instant | null;
  readonly notCompleted: { readonly reason: string; readonly since: Instant } | null;
  readonly hasCarerInformation: boolean;
  /** The child went missing again first; the next interview speaks of this absence too. */
  readonly isCoveredByNext: boolean;
}

/** The same child's next absence, which may come before the interview for this one. */
export interface NextAbsence {
  readonly missingAt: Instant;
  readonly story: InterviewStory;
}

/** Nothing is known of an interview. */
export const untold: InterviewStory = {
  referredAt: null,
  attempts: [],
  offer: null,
  bookedFor: null,
  interviewAt: null,
  notCompleted: null,
  hasCarerInformation: false,
  isCoveredByNext: false,
};
