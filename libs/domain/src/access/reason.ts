import { granted, refused } from './decision.js';
import type { Decision } from './decision.js';

/** Shorter than this no reason says anything; longer ones belong into the record itself. */
export const REASON_LEAST = 10;
export const REASON_MOST = 500;

export type ReasonRefusal = 'reason-too-short' | 'reason-too-long';

/** A reason as it is kept: in the person's own words, of 10 to 500 characters without the blanks around it. */
export function decideReason(text: string): Decision<string, ReasonRefusal> {
  const reason = text.trim();
  if (reason.length < REASON_LEAST) return refused('reason-too-short');
  return reason.length > REASON_MOST ? refused('reason-too-long') : granted(reason);
}
