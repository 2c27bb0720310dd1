import type { AuthorityCode } from '#domain/kernel';
import type { Instant } from '#domain/time';
import { systemContext } from '#persistence';
import type { Transaction } from '#persistence';
import { climbAlerts } from './alerts/climb-alerts.js';
import type { Casework } from './casework.js';
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
 * the provider returns that have not come; safe to repeat and to run on several workers at once. It needs no queue: whatever a lost job left is found here.
 */
export async function sweepDeadlines(
  casework: Casework,
  authority: AuthorityCode,
  at: Instant,
  actorName: string,
): Promise<Swept> {
  const context = systemContext(authority, actorName);
  let [checked, raised] = [0, 0];
  for (;;) {
    const swept = await casework.write(context, async ({ tx, apply }) => {
      const due = await findDue(tx, at, null);
      if (due.episodeIds.length === 0) return { found: 0, steps: 0, raised: 0 };
      const applied = await apply({
        action: 'DeadlinesSweep',
        episodeIds: due.episodeIds,
        skipBusy: true,
        now: at,
        decide: () => ({ changed: [] }),
      });
      return { found: applied.checked, steps: due.steps, raised: applied.raised };
    });
    if (swept.found === 0) break;
    checked += swept.steps;
    raised += swept.raised;
  }
  const chased = await casework.write(context, ({ tx }) => chaseReturns(tx, at));
  const climbed = await climbAlerts(casework, authority, at, actorName);
  return { checked: checked + chased.checked, raised: raised + chased.raised, climbed };
}

/** Looks at one case when its step has come: what a queued job does. */
export async function checkEpisode(
  casework: Casework,
  authority: AuthorityCode,
  episodeId: string,
  actorName: string,
): Promise<Swept> {
  const context = systemContext(authority, actorName);
  return casework.write(context, async ({ tx, apply }) => {
    const due = await findDue(tx, tx.now, episodeId);
    if (due.episodeIds.length === 0) return { checked: 0, raised: 0, climbed: 0 };
    const applied = await apply({
      action: 'DeadlinesSweep',
      episodeIds: due.episodeIds,
      now: tx.now,
      decide: () => ({ changed: [] }),
    });
    return { checked: due.steps, raised: applied.raised, climbed: 0 };
  });
}

/** What is due, the most overdue first. The clock is a parameter, so that the index on authority and time is used. */
async function findDue(
  tx: Transaction,
  at: Instant,
  episodeId: string | null,
): Promise<{ episodeIds: readonly string[]; steps: number }> {
  const due = 'authority = $1 AND next_step_at <= $2';
  const key = [tx.context.authority, new Date(at.epochMilliseconds)];
  const rows = await tx.query<{ episode_id: string; steps: number }>(
    `SELECT episode_id, count(*)::integer AS steps FROM deadline
     WHERE ${due} AND episode_id IN (
       SELECT episode_id FROM deadline WHERE ${due} ${episodeId === null ? '' : 'AND episode_id = $3'} ORDER BY next_step_at LIMIT ${BATCH})
     GROUP BY episode_id`,
    episodeId === null ? key : [...key, episodeId],
  );
  return { episodeIds: rows.map((row) => row.episode_id), steps: rows.reduce((sum, row) => sum + row.steps, 0) };
}
