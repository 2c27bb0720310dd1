import { hoursBetween, instantOf } from '#domain/time';
import type { Instant } from '#domain/time';
import { listAuthorities, readBacklog } from '#persistence';
import type { Service } from '#service';
import { within } from './within.js';

export interface Metric {
  readonly name: string;
  readonly help: string;
  readonly value: number;
}

/** The text format of Prometheus. */
export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

const QUEUE_WITHIN_MS = 2_000;

/** How far behind the service is: figures of the whole deployment, none of one authority. Ages are in seconds. */
export interface Behind {
  readonly unsweptSteps: number;
  /** 0 where nothing is unswept. */
  readonly oldestUnsweptSeconds: number;
  /** Of the oldest alert that asks: 0 where each is acknowledged, with no promise that is due, or its deadline is over. */
  readonly oldestUnacknowledgedSeconds: number;
  /** Since the sweep of the authority that has waited longest; 0 where none was ever swept. */
  readonly sweepLagSeconds: number;
  readonly neverSweptAuthorities: number;
  /** Jobs that wait, are delayed or run; null where the queue does not answer. */
  readonly queueDepth: number | null;
}

/** Reads how far behind the service is. Without the database it fails, without the queue it does not. */
export async function readBehind({ database, queue }: Service, now: Instant): Promise<Behind> {
  const at = new Date(now.epochMilliseconds);
  const backlogs = [];
  for (const authority of await listAuthorities((sql) => database.query(sql)))
    backlogs.push(await readBacklog(database, authority, at));
  const age = (date: Date | null) =>
    date === null ? 0 : Math.max(0, Math.round(hoursBetween(instantOf(date), now) * 3_600));
  return {
    unsweptSteps: backlogs.reduce((sum, { unsweptSteps }) => sum + unsweptSteps, 0),
    oldestUnsweptSeconds: Math.max(0, ...backlogs.map(({ oldestUnsweptAt }) => age(oldestUnsweptAt))),
    oldestUnacknowledgedSeconds: Math.max(0, ...backlogs.map((each) => age(each.oldestUnacknowledgedAt))),
    sweepLagSeconds: Math.max(0, ...backlogs.map(({ sweptAt }) => age(sweptAt))),
    neverSweptAuthorities: backlogs.filter(({ sweptAt }) => sweptAt === null).length,
    queueDepth: await within(QUEUE_WITHIN_MS, queue.depth()).catch(() => null),
  };
}

/** The same as gauges. */
export async function readMetrics(service: Service, now: Instant): Promise<readonly Metric[]> {
  const behind = await readBehind(service, now);
  const gauge = (name: string, help: string, value: number): Metric => ({ name: `homeward_${name}`, help, value });
  return [
    gauge('up', 'Whether the service answers.', 1),
    gauge('unswept_deadline_steps', 'Deadline steps that have come and were not raised.', behind.unsweptSteps),
    gauge('oldest_unswept_deadline_age_seconds', 'How long ago the oldest of them came.', behind.oldestUnsweptSeconds),
    gauge(
      'oldest_unacknowledged_alert_age_seconds',
      'For how long the oldest alert has waited that nobody acknowledged, or whose promise was not kept.',
      behind.oldestUnacknowledgedSeconds,
    ),
    gauge(
      'sweep_lag_seconds',
      'How long ago the deadlines of that authority were swept which has waited longest.',
      behind.sweepLagSeconds,
    ),
    gauge('never_swept_authorities', 'Authorities whose deadlines were never swept.', behind.neverSweptAuthorities),
    gauge('queue_up', 'Whether the queue answers.', behind.queueDepth === null ? 0 : 1),
    ...(behind.queueDepth === null
      ? []
      : [gauge('queue_depth', 'Jobs that wait, are delayed or run.', behind.queueDepth)]),
  ];
}

/** One gauge for each figure. */
export function showMetrics(metrics: readonly Metric[]): string {
  return metrics
    .map(({ name, help, value }) => `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${name} ${value}\n`)
    .join('');
}
