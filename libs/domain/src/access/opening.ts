import { isBefore, plusHours } from '../time/index.js';
import type { Instant } from '../time/index.js';

/** For how long a reason that was given for opening a restricted record is not asked for again. */
const OPENING_HOURS = 1;

/** Where somebody stands who opens a record that they may see. */
export interface OpeningFacts {
  readonly isRestricted: boolean;
  /** When the same person last said why they open this record; null if never. */
  readonly lastReasonAt: Instant | null;
  /** An emergency opening was made with a reason of its own, and is running. */
  readonly hasEmergency: boolean;
}

/** Whether to ask why a record is opened: each hour anew where it is restricted (domain, section 5.2). */
export function needsReason({ isRestricted, lastReasonAt, hasEmergency }: OpeningFacts, now: Instant): boolean {
  if (!isRestricted || hasEmergency) return false;
  return lastReasonAt === null || !isBefore(now, plusHours(lastReasonAt, OPENING_HOURS));
}
