import { appendAudit } from '#access';
import { climb, recipientsOn } from '#domain/alerts';
import type { AuthorityCode } from '#domain/kernel';
import type { Instant } from '#domain/time';
import { listDueEscalations, loadAlerts, moveEscalations, systemContext } from '#persistence';
import type { Transaction } from '#persistence';
import { newId } from '#platform';
import type { Job } from '#platform';
import type { Casework } from '../casework.js';
import { climbWakeUps } from './climb-wake-ups.js';
import { loadLadder } from './ledger.js';
import { tellRecipients } from './tell-recipients.js';

/** How many alerts one transaction lets climb. */
const BATCH = 500;

/**
 * Lets every alert of an authority climb whose time has come by `at`, one rung each, and tells who stands there; safe to
 * repeat and to run on several workers at once. A sweep needs no queue for it: whatever a lost job left is found here.
 */
export async function climbAlerts(
  casework: Casework,
  authority: AuthorityCode,
  at: Instant,
  actorName: string,
): Promise<number> {
  let climbed = 0;
  for (;;) {
    const done = await casework.write(systemContext(authority, actorName), ({ tx, wake }) => climbBatch(tx, wake, at));
    climbed += done.climbed;
    if (done.found < BATCH) return climbed;
  }
}

async function climbBatch(
  tx: Transaction,
  wake: (job: Job) => void,
  at: Instant,
): Promise<{ readonly found: number; readonly climbed: number }> {
  const due = await listDueEscalations(tx, at, BATCH);
  if (due.length === 0) return { found: 0, climbed: 0 };
  const alerts = await loadAlerts(tx, { ids: due });
  const { settings, reachableOf } = await loadLadder(
    tx,
    alerts.map(({ episodeId }) => episodeId),
  );
  const climbed = alerts.flatMap((alert) => {
    const decision = climb(alert.state, reachableOf(alert.episodeId), { at, settings });
    return decision.kind === 'granted' ? [{ ...alert, state: decision.value, left: alert.state }] : [];
  });
  const others = alerts.filter(({ id }) => climbed.every((each) => each.id !== id));
  // What has ended is written as it reads: it climbs no more.
  await moveEscalations(tx, [...climbed, ...others]);
  const onRung = ({ state, episodeId }: (typeof climbed)[number]) => recipientsOn(state.rung, reachableOf(episodeId));
  const deliveries = await tellRecipients(tx, climbed, onRung, at, newId);
  const childIds = climbed.map(({ childId }) => childId);
  if (climbed.length > 0) await appendAudit(tx, { action: 'AlertsClimb', itemCount: climbed.length, childIds }, newId);
  [...climbWakeUps(tx.context.authority, climbed, at), ...deliveries].forEach(wake);
  return { found: due.length, climbed: climbed.length };
}
