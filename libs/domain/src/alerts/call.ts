import { isRepeatKind } from '../deadlines/index.js';
import type { EpisodeId } from '../kernel/index.js';
import type { Instant } from '../time/index.js';
import type { AlertState } from './alert-state.js';

/** An alert, as far as it decides what it is told with. */
interface CallingAlert {
  readonly id: string;
  readonly episodeId: EpisodeId;
  readonly step: string;
  /** When it came to its rung. */
  readonly reachedAt: Instant;
}

/**
 * What an alert calls for, as a key: alerts with one call are told, listed and taken on as one. The repeats that one
 * episode completes call for one strategy meeting, as long as they come up the ladder together; whatever else is raised
 * calls for something of its own. Each stays an alert by itself in the ledger.
 */
export function callOf({ id, episodeId, step, reachedAt }: CallingAlert): string {
  return isRepeatKind(step) ? `meeting ${episodeId} ${reachedAt.epochMilliseconds}` : id;
}

/** An alert as it stands. */
type StandingAlert = Omit<CallingAlert, 'reachedAt'> & { readonly state: AlertState };

/** Alerts in their order, those together that have one call and of which the same is to be done. */
export function groupCalls<Alert extends StandingAlert>(
  alerts: readonly Alert[],
): readonly (readonly [Alert, ...Alert[]])[] {
  const calls = new Map<string, [Alert, ...Alert[]]>();
  for (const alert of alerts) {
    const key = `${callOf({ ...alert, reachedAt: alert.state.reachedAt })} ${alert.state.kind}`;
    const call = calls.get(key);
    if (call) call.push(alert);
    else calls.set(key, [alert]);
  }
  return [...calls.values()];
}
