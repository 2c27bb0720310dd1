import { clearSignInLeftovers } from '#access';
import { sweepDeadlines } from '#casework';
import type { AuthorityCode } from '#domain/kernel';
import { databaseNow, listAuthorities } from '#persistence';
import type { Service } from '#service';
import { dailyTasks } from './daily-tasks.js';
import { runDailyTasks } from './daily.js';

const ACTOR = 'worker';

export interface SweepOutcome {
  readonly checked: number;
  readonly raised: number;
  /** Alerts that went a rung up. */
  readonly climbed: number;
  /** Imports that had been left and were taken up. */
  readonly resumed: number;
  /** Tasks of the day that were done. */
  readonly daily: number;
}

const nothing: SweepOutcome = { checked: 0, raised: 0, climbed: 0, resumed: 0, daily: 0 };

type OnError = (event: string, error: unknown) => void;

/**
 * Goes through every authority: raises what is due, takes up imports that were left, and does the work of the day. It
 * needs no queue. What goes wrong with one import or one authority is told, and stops none of the others.
 */
export async function sweepOnce(service: Service, onError: OnError): Promise<SweepOutcome> {
  const outcomes: SweepOutcome[] = [];
  const now = await databaseNow(service.database);
  await attempt('clear-sign-in', onError, () => clearSignInLeftovers(service.database, now));
  for (const authority of await listAuthorities((sql) => service.database.query(sql))) {
    await attempt('sweep', onError, async () => {
      outcomes.push({ ...nothing, ...(await sweepDeadlines(service.casework, authority, now, ACTOR)) });
    });
    await attempt('resume', onError, async () => {
      const resumed = await resumeImports(service, authority, onError);
      outcomes.push({ ...nothing, resumed });
    });
    await attempt('daily', onError, async () => {
      const done = await runDailyTasks(service.casework, authority, now, dailyTasks, onError);
      outcomes.push({ ...nothing, daily: done.length });
    });
  }
  const sum = (count: (outcome: SweepOutcome) => number) =>
    outcomes.reduce((total, outcome) => total + count(outcome), 0);
  return {
    checked: sum(({ checked }) => checked),
    raised: sum(({ raised }) => raised),
    climbed: sum(({ climbed }) => climbed),
    resumed: sum(({ resumed }) => resumed),
    daily: sum(({ daily }) => daily),
  };
}

async function resumeImports(service: Service, authority: AuthorityCode, onError: OnError): Promise<number> {
  let resumed = 0;
  for (const submissionId of await service.returns.listUnapplied(authority)) {
    await attempt('resume', onError, async () => {
      if (await service.returns.resume(authority, submissionId, ACTOR)) resumed += 1;
    });
  }
  return resumed;
}

async function attempt(event: string, onError: OnError, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    onError(event, error);
  }
}
