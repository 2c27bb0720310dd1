import { endAlert, raiseAlert, recipientsOn, resumeAlert } from '#domain/alerts';
import type { LadderSettings, Reachable } from '#domain/alerts';
import type { Deadline } from '#domain/deadlines';
import type { DeadlineId, EpisodeId, NewId } from '#domain/kernel';
import type { Instant } from '#domain/time';
import {
  addEscalations,
  asService,
  listCovers,
  listStandings,
  loadAlerts,
  moveEscalations,
  readLadder,
  stopClimbing,
} from '#persistence';
import type { KeptAlert, RaisedAlert, Transaction } from '#persistence';
import type { Job } from '#platform';
import { climbWakeUps } from './climb-wake-ups.js';
import { tellRecipients } from './tell-recipients.js';

/** What the ladder of an authority is made of at a moment, for a number of episodes. */
export interface Ladder {
  readonly settings: LadderSettings;
  readonly reachableOf: (episodeId: EpisodeId) => Reachable;
}

/** Reads who can be told of alerts of these episodes, and what is set of the ladder. */
export async function loadLadder(tx: Transaction, episodeIds: readonly EpisodeId[]): Promise<Ladder> {
  const settings = await readLadder(tx);
  const covers = await listCovers(tx);
  const standings = await listStandings(tx, [...new Set(episodeIds)]);
  const { headOfServiceId } = settings;
  return {
    settings,
    reachableOf: (episodeId) => ({ standings: standings.get(episodeId) ?? [], covers, headOfServiceId }),
  };
}

/**
 * Puts alerts that are new on the ladder and tells who stands there, in the transaction that raises them. Of several steps
 * of one deadline the last one climbs; each is told once.
 */
export async function openAlerts(
  tx: Transaction,
  raised: readonly RaisedAlert[],
  at: Instant,
  newId: NewId,
): Promise<readonly Job[]> {
  if (raised.length === 0) return [];
  return asService(tx, async () => {
    const { settings, reachableOf } = await loadLadder(
      tx,
      raised.map(({ episodeId }) => episodeId),
    );
    const lastOf = new Map(raised.map(({ deadlineId, id }) => [deadlineId, id]));
    const opened = raised.map((alert) => {
      const state = raiseAlert(alert.step, reachableOf(alert.episodeId), { at, settings });
      return { ...alert, state: lastOf.get(alert.deadlineId) === alert.id ? state : endAlert(state, 'overtaken') };
    });
    await addEscalations(tx, opened);
    await stopClimbing(tx, [...lastOf.keys()], [...lastOf.values()]);
    const onRung = ({ state, episodeId }: (typeof opened)[number]) => recipientsOn(state.rung, reachableOf(episodeId));
    const deliveries = await tellRecipients(tx, opened, onRung, at, newId);
    return [...climbWakeUps(tx.context.authority, opened, at), ...deliveries];
  });
}

/** Ends the climbing of what these clocks had raised, where they have ended, and begins it again where they run again. */
export async function followDeadlines(
  tx: Transaction,
  before: readonly Deadline[],
  after: readonly Deadline[],
  at: Instant,
  newId: NewId,
): Promise<readonly Job[]> {
  const was = new Map(before.map((deadline) => [deadline.id, hasEnded(deadline)]));
  const changed = after.filter((deadline) => was.has(deadline.id) && was.get(deadline.id) !== hasEnded(deadline));
  if (changed.length === 0) return [];
  return asService(tx, async () => {
    await stopClimbing(tx, changed.filter(hasEnded).map(idOf));
    const resumed = changed.filter((deadline) => !hasEnded(deadline)).map(idOf);
    return resumed.length === 0 ? [] : resume(tx, resumed, at, newId);
  });
}

/** Whoever was told that nothing more is to be done, or was told no more, is told that there is. */
async function resume(
  tx: Transaction,
  deadlineIds: readonly DeadlineId[],
  at: Instant,
  newId: NewId,
): Promise<readonly Job[]> {
  const alerts = await loadAlerts(tx, { deadlineIds });
  const { settings, reachableOf } = await loadLadder(
    tx,
    alerts.map(({ episodeId }) => episodeId),
  );
  // As the rows stand now, the deadline is open; what its alerts were until now is that they had ended.
  const resumed = alerts.map((alert): KeptAlert => {
    const { state } = alert;
    const until = state.kind === 'ended' ? state : endAlert(state, 'settled');
    return { ...alert, state: resumeAlert(until, { at, settings }) };
  });
  await moveEscalations(tx, resumed);
  const asking = resumed.filter(({ state }) => state.kind === 'unacknowledged');
  const onRung = ({ state, episodeId }: KeptAlert) => recipientsOn(state.rung, reachableOf(episodeId));
  const deliveries = await tellRecipients(tx, asking, onRung, at, newId);
  return [...climbWakeUps(tx.context.authority, resumed, at), ...deliveries];
}

function hasEnded({ settledAt, supersededAt }: Deadline): boolean {
  return settledAt !== null || supersededAt !== null;
}

function idOf({ id }: Deadline): DeadlineId {
  return id;
}
