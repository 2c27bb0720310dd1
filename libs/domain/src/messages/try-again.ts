import type { Instant } from '../time/index.js';

/** After so many attempts nobody tries by themselves any more; sending it again by hand gives as many anew. */
export const MOST_ATTEMPTS = 12;

/** Minutes between one attempt and the next: about six hours altogether, because an alert that nobody got is soon useless. */
const waits = [1, 2, 4, 8, 15, 30, 60];
const LONGEST_WAIT_MINUTES = 60;

/** A sender is asked how it went for so long after it took a message: GOV.UK Notify itself tries for 72 hours. */
const ASKED_FOR_HOURS = 74;

/** When attempt `attempts` failed at `at`: the next one, or null after the last. No wait is longer than an hour, whatever a sender asks. */
export function nextAttempt(attempts: number, at: Instant, retryAfter: number | null): Instant | null {
  if (attempts % MOST_ATTEMPTS === 0) return null;
  const own = (waits[(attempts % MOST_ATTEMPTS) - 1] ?? LONGEST_WAIT_MINUTES) * 60;
  return at.add({ seconds: Math.min(Math.max(own, Math.ceil(retryAfter ?? 0)), LONGEST_WAIT_MINUTES * 60) });
}

/** When to ask again how it went: soon at first, then ever less often, at least once an hour; null when there is no more point. */
export function nextCheck(acceptedAt: Instant, now: Instant): Instant | null {
  const age = Math.max(0, Math.floor((now.epochMilliseconds - acceptedAt.epochMilliseconds) / 1000));
  if (age >= ASKED_FOR_HOURS * 3600) return null;
  return now.add({ seconds: Math.min(Math.max(age, 60), LONGEST_WAIT_MINUTES * 60) });
}
