import { climbsAt } from '#domain/alerts';
import type { AlertState } from '#domain/alerts';
import type { AuthorityCode } from '#domain/kernel';
import type { Instant } from '#domain/time';
import type { Job } from '#platform';

export const CLIMB_ALERTS = 'climb-alerts';

/**
 * One delayed job for each time at which alerts of an authority have to climb, however many: it wakes a worker, which
 * looks for itself what is due by then. A time that moves is a new job.
 */
export function climbWakeUps(
  authority: AuthorityCode,
  alerts: readonly { readonly state: AlertState }[],
  now: Instant,
): readonly Job[] {
  const times = new Set(alerts.flatMap(({ state }) => climbsAt(state)?.epochMilliseconds ?? []));
  return [...times].map((at) => ({
    ...{ id: `climb-${authority}-${at}`, name: CLIMB_ALERTS, data: { authority } },
    delay: at - now.epochMilliseconds,
  }));
}
