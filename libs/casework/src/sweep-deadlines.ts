import type { AuthorityCode } from '#domain/kernel';
import type { Instant } from '#domain/time';
import { hasStepDue, listDueEpisodes, markSwept, systemContext } from '#persistence';
import { climbAlerts } from './alerts/climb-alerts.js';
import type { Casework, CaseworkTransaction } from './casework.js';
import type { Applied } from './clocks/follow-clocks.js';
import { chaseReturns } from './expected-returns/index.js';

/** How many cases one transaction of a sweep takes. */
const BATCH = 500;

export interface Swept {
  /** Deadlines with a step that had come. */
  readonly checked: number;
  readonly raised: number;
  /** Alerts that nobody had answered in time and that went a rung up. */
  readonly climbed: number;
}

/**
 * Raises every check of an authority that is due by `at`, once, lets the alerts climb that nobody has answered, and chases
 * the provider returns that have not come; safe to repeat and to run on several workers at once. It needs no queue:
 * whatever a lost job left is found here.
 */
export async function sweepDeadlines(
  casework: Casework,
  authority: AuthorityCode,
  at: Instant,
  actorName: string,
): Promise<Swept> {
  const context = systemContext(authority, actorName);
  let [checked, raised] = [0, 0];
  let woken = Promise.resolve();
  for (;;) {
    const swept = await casework.writeAhead(context, (transaction) => sweepBatch(transaction, at));
    // The queue is told of one batch while the next one is swept.
    await woken;
    woken = swept.woken;
    if (swept.value.checked === 0) break;
    checked += swept.value.due;
    raised += swept.value.raised;
  }
  await woken;
  const chased = await casework.write(context, async ({ tx }) => {
    await markSwept(tx);
    return chaseReturns(tx, at);
  });
  const climbed = await climbAlerts(casework, authority, at, actorName);
  return { checked: checked + chased.checked, raised: raised + chased.raised, climbed };
}

async function sweepBatch({ tx, watch }: CaseworkTransaction, at: Instant): Promise<Applied> {
  const episodeIds = await listDueEpisodes(tx, new Date(at.epochMilliseconds), BATCH);
  if (episodeIds.length === 0) return nothingApplied;
  return watch({ action: 'DeadlinesSweep', episodeIds, skipBusy: true, now: at });
}

const nothingApplied: Applied = { checked: 0, due: 0, raised: 0, wakeUps: [] };

/** Looks at one case when its step has come: what a queued job does. */
export async function checkEpisode(
  casework: Casework,
  authority: AuthorityCode,
  episodeId: string,
  actorName: string,
): Promise<Swept> {
  const context = systemContext(authority, actorName);
  return casework.write(context, async ({ tx, watch }) => {
    const isDue = await hasStepDue(tx, new Date(tx.now.epochMilliseconds), episodeId);
    if (!isDue) return { checked: 0, raised: 0, climbed: 0 };
    const applied = await watch({ action: 'DeadlinesSweep', episodeIds: [episodeId], now: tx.now });
    return { checked: applied.due, raised: applied.raised, climbed: 0 };
  });
}
