import { Worker, createPostgresBackend, withBackend } from 'bullmq';
import { Redis } from 'ioredis';
import { POSTGRES_QUEUE_POOL, QUEUE_NAME, QUEUE_PREFIX } from '#platform';
import type { QueueConnection } from '#platform';

/** What a job brings: its name and ids. */
export interface ArrivedJob {
  readonly name: string;
  readonly data: Readonly<Record<string, string>>;
}

export interface JobWorker {
  close(): Promise<void>;
}

const CONCURRENCY = 4;
/** How soon a job of a worker that died is given to another. */
const STALLED_AFTER_MS = 5_000;

/** Takes jobs off the queue, on either back end. A job may come twice, so `process` must bear that. */
export function startJobWorker(
  connection: QueueConnection,
  process: (job: ArrivedJob) => Promise<void>,
  onError: (error: Error) => void,
): JobWorker {
  const options = { concurrency: CONCURRENCY, stalledInterval: STALLED_AFTER_MS, lockDuration: STALLED_AFTER_MS * 2 };
  if (connection.kind === 'postgres') {
    const PostgresWorker = withBackend(createPostgresBackend).Worker;
    const worker = new PostgresWorker(QUEUE_NAME, process, {
      ...options,
      connection: { connectionString: connection.url, max: POSTGRES_QUEUE_POOL },
    });
    worker.on('error', onError);
    worker.on('failed', (_job, error) => onError(error));
    return { close: () => worker.close() };
  }
  const redis = new Redis(connection.url, { maxRetriesPerRequest: null });
  redis.on('error', onError);
  const worker = new Worker(QUEUE_NAME, process, { ...options, connection: redis, prefix: QUEUE_PREFIX });
  worker.on('error', onError);
  worker.on('failed', (_job, error) => onError(error));
  return {
    async close() {
      await worker.close();
      redis.disconnect();
    },
  };
}
