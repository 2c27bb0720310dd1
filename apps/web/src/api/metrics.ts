import { hoursBetween, instantOf, isBefore } from '#domain/time';
import type { Instant } from '#domain/time';
import { inTransaction, systemContext, listAuthorities } from '#persistence';
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

/** How far behind the service is: figures of the whole deployment, none of one authority. */
export async function readMetrics(service: Service, now: Instant): Promise<readonly Metric[]> {
  const { steps, oldest } = await readUnswept(service, now);
  const depth = await within(QUEUE_WITHIN_MS, service.queue.depth()).catch(() => null);
  return [
    { name: 'homeward_up', help: 'Whether the service answers.', value: 1 },
    {
      name: 'homeward_unswept_deadline_steps',
      help: 'Deadline steps that have come and were not raised.',
      value: steps,
    },
    {
      name: 'homeward_oldest_unswept_deadline_age_seconds',
      help: 'How long ago the oldest of them came.',
      value: oldest === null ? 0 : Math.round(hoursBetween(oldest, now) * 3_600),
    },
    { name: 'homeward_queue_up', help: 'Whether the queue answers.', value: depth === null ? 0 : 1 },
    ...(depth === null
      ? []
      : [{ name: 'homeward_queue_depth', help: 'Jobs that wait, are delayed or run.', value: depth }]),
  ];
}

/** One gauge for each figure. */
export function showMetrics(metrics: readonly Metric[]): string {
  return metrics
    .map(({ name, help, value }) => `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${name} ${value}\n`)
    .join('');
}

async function readUnswept(
  { database }: Service,
  now: Instant,
): Promise<{ readonly steps: number; readonly oldest: Instant | null }> {
  let steps = 0;
  let oldest: Instant | null = null;
  for (const authority of await listAuthorities((sql) => database.query(sql))) {
    const [row] = await inTransaction(database, systemContext(authority, 'metrics'), (tx) =>
      tx.query<{ steps: number; oldest: Date | null }>(
        'SELECT count(*)::integer AS steps, min(next_step_at) AS oldest FROM deadline WHERE authority = $1 AND next_step_at <= $2',
        [authority, new Date(now.epochMilliseconds)],
      ),
    );
    steps += row?.steps ?? 0;
    const at: Instant | null = row?.oldest ? instantOf(row.oldest) : null;
    if (at !== null && (oldest === null || isBefore(at, oldest))) oldest = at;
  }
  return { steps, oldest };
}
