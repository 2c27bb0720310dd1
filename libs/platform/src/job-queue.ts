import { Queue, createPostgresBackend, runMigrations, withBackend } from 'bullmq';
import { Redis } from 'ioredis';

/** Where the queue lives. PostgreSQL owns every deadline; a job only wakes a worker, so either may be lost. */
export type QueueConnection =
  { readonly kind: 'postgres'; readonly url: string } | { readonly kind: 'redis'; readonly url: string };

/** A job carries ids, never a child's data. The id is deterministic, so the same wake-up is queued once. */
export interface Job {
  readonly id: string;
  readonly name: string;
  readonly data: Readonly<Record<string, string>>;
  /** Milliseconds to wait before the job is due; 0 or less means at once. */
  readonly delay: number;
}

export interface JobQueue {
  readonly add: (jobs: readonly Job[]) => Promise<void>;
  /** How many jobs wait, are delayed or run. */
  readonly depth: () => Promise<number>;
  readonly close: () => Promise<void>;
}

/** The one queue of the service, on either back end. */
export const QUEUE_NAME = 'homeward';
/** In braces, so that a Redis Cluster keeps all keys of the queue in one slot. */
export const QUEUE_PREFIX = '{homeward}';
export const POSTGRES_QUEUE_POOL = 3;
const BATCH = 1000;

const jobOptions = {
  removeOnComplete: 1000,
  removeOnFail: 5000,
  attempts: 5,
  backoff: { type: 'exponential', delay: 1000 },
} as const;

/** Opens the queue for adding. `onError` hears of lost connections; they are made again by themselves. */
export function openJobQueue(connection: QueueConnection, onError: (error: Error) => void): JobQueue {
  const { queue, release } = open(connection);
  queue.on('error', onError);
  return {
    async add(jobs) {
      for (let start = 0; start < jobs.length; start += BATCH) {
        const batch = jobs.slice(start, start + BATCH);
        await queue.addBulk(
          batch.map(({ id, name, data, delay }) => ({
            name,
            data,
            opts: { ...jobOptions, jobId: id, delay: Math.max(0, delay) },
          })),
        );
      }
    },
    async depth() {
      const counts = await queue.getJobCounts('waiting', 'delayed', 'active');
      return Object.values(counts).reduce((sum, count) => sum + count, 0);
    },
    async close() {
      await queue.close();
      release();
    },
  };
}

type OpenQueue = Pick<Queue, 'addBulk' | 'getJobCounts' | 'close'> & {
  on(event: 'error', listener: (error: Error) => void): unknown;
};

function open(connection: QueueConnection): { readonly queue: OpenQueue; readonly release: () => void } {
  if (connection.kind === 'postgres') {
    const PostgresQueue = withBackend(createPostgresBackend).Queue;
    const queue = new PostgresQueue(QUEUE_NAME, {
      connection: { connectionString: connection.url, max: POSTGRES_QUEUE_POOL },
    });
    return { queue, release: () => undefined };
  }
  // A web request must not hang while Redis is away: the sweep catches what could not be queued.
  const redis = new Redis(connection.url, { maxRetriesPerRequest: 1, enableOfflineQueue: false, lazyConnect: false });
  redis.on('error', () => undefined);
  return {
    queue: new Queue(QUEUE_NAME, { connection: redis, prefix: QUEUE_PREFIX }),
    release: () => {
      redis.disconnect();
    },
  };
}

/** Makes or brings up to date the queue's own tables, as owner, and lets the service's login use them. */
export async function migrateQueueSchema(client: Parameters<typeof runMigrations>[0]): Promise<void> {
  await runMigrations(client);
  // The queue makes its own sequence at the first job, which its login may not: it is made here.
  await client.query('SELECT bullmq.next_job_id($1)', [QUEUE_NAME]);
  await client.query(`
    DO $$ BEGIN EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO homeward_app', current_database()); END $$;
    GRANT USAGE ON SCHEMA bullmq TO homeward_app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA bullmq TO homeward_app;
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA bullmq TO homeward_app;
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA bullmq TO homeward_app;
    GRANT EXECUTE ON ALL PROCEDURES IN SCHEMA bullmq TO homeward_app`);
}
