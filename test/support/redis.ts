import { describe } from '@jest/globals';
import { Redis } from 'ioredis';
import { freePort } from '../../scripts/free-port.mjs';
import { redisServer, runRedis } from '../../scripts/run-redis.mjs';
import type { RunningRedis } from '../../scripts/run-redis.mjs';

export interface TestRedis {
  readonly url: string;
  flush(): Promise<void>;
  /** Every key with its value, as text. */
  dump(): Promise<string>;
  /** Kills it at once, with all that it held in memory. */
  kill(): Promise<void>;
  /** Starts it again at the same address, with nothing in it. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** The two places where the queue may live. */
export const backEnds = [
  { name: 'PostgreSQL', usesRedis: false },
  { name: 'Redis', usesRedis: true },
] as const;

/** A suite that may need Redis: where there is none it is skipped, which fails the run unless that is allowed. */
export function describeOn({ usesRedis }: { readonly usesRedis: boolean }): typeof describe.skip {
  return usesRedis && redisServer === undefined ? describe.skip : describe;
}

/** A Redis of the test's own, on loopback and in memory only. */
export async function startTestRedis(): Promise<TestRedis> {
  const redis = await prepareTestRedis();
  await redis.start();
  return redis;
}

/** One that is not started yet: at its address nothing listens. */
export async function prepareTestRedis(): Promise<TestRedis> {
  const port = await freePort();
  const client = new Redis(port, '127.0.0.1', { maxRetriesPerRequest: null, lazyConnect: true });
  client.on('error', () => undefined);
  let server: RunningRedis | null = null;
  return {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      server = runRedis(port);
      const ready = new Promise<void>((resolve) => client.once('ready', () => resolve()));
      if (client.status === 'wait') client.connect().catch(() => undefined);
      const ended = server.ended.then(() => Promise.reject(new Error(`redis-server did not start on port ${port}.`)));
      await Promise.race([ready, ended]);
    },
    async kill() {
      await server?.kill();
    },
    async flush() {
      await client.flushall();
    },
    async dump() {
      const keys = await client.keys('*');
      return JSON.stringify(await Promise.all(keys.map(async (key) => [key, await valueOf(client, key)])));
    },
    async stop() {
      client.disconnect();
      await server?.kill();
    },
  };
}

async function valueOf(client: Redis, key: string): Promise<unknown> {
  switch (await client.type(key)) {
    case 'hash':
      return client.hgetall(key);
    case 'list':
      return client.lrange(key, 0, -1);
    case 'set':
      return client.smembers(key);
    case 'zset':
      return client.zrange(key, 0, -1);
    case 'stream':
      return client.xrange(key, '-', '+');
    default:
      return client.get(key);
  }
}
