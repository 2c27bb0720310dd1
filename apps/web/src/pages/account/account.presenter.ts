import { SESSION_HOURS, SESSION_IDLE_MINUTES } from '#access';
import type { OwnSession } from '#access';
import { showInstant } from '#domain/time';

interface OwnAccount {
  readonly sessions: readonly OwnSession[];
  /** Recovery codes not yet used; null for whoever signs in without a password of this service. */
  readonly codesLeft: number | null;
}

/** The own account in words. */
export function presentAccount({ sessions, codesLeft }: OwnAccount) {
  return {
    sessions: sessions.map(({ startedAt, lastSeenAt, isThis }) => ({
      ...{ startedAt: showInstant(startedAt), lastSeenAt: showInstant(lastSeenAt), isThis },
    })),
    ...{ idleMinutes: SESSION_IDLE_MINUTES, hours: SESSION_HOURS },
    isLocal: codesLeft !== null,
    codesLeft: codesLeft === 1 ? '1 recovery code is left.' : `${codesLeft ?? 0} recovery codes are left.`,
  };
}
