import { climbsAt } from '#domain/alerts';
import type { AlertState } from '#domain/alerts';
import type { AuthorityCode } from '#domain/kernel';
import type { Instant } from '#domain/time';
import type { Job } from '#platform';

export const CLIMB_ALERT = 'climb-alert';

/** One delayed job for each time at which an alert has to climb: a time that moves is a new job. It carries ids only. */
export function climbWakeUps(
  authority: AuthorityCode,
  alerts: readonly { readonly id: string; readonly state: AlertState }[],
  now: Instant,
): readonly Job[] {
  return alerts.flatMap(({ id, state }) => {
    const at = climbsAt(state);
    if (at === null) return [];
    const delay = at.epochMilliseconds - now.epochMilliseconds;
    return [{ id: `alert-${id}-${at.epochMilliseconds}`, name: CLIMB_ALERT, data: { authority, alertId: id }, delay }];
  });
}
