import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe } from '@jest/globals';
import { Redis } from 'ioredis';
import { freePort } from '../../scripts/free-port.mjs';

export interface TestRedis {
  readonly url: string;
  flush(): Promise<void>;
  /** Every key with its value, as text. */
  dump(): Promise<string>;
  stop(): Promise<void>;
}

const binary = ['/usr/bin/redis-server', '/usr/local/bin/redis-server', '/opt/homebrew/bin/redis-server'].find((path) =>
  existsSync(path),
);

/** A suite that may need Redis: where there is none it is skipped, which fails the run unless that is allowed. */
export function describeOn({ usesRedis }: { readonly usesRedis: boolean }): typeof describe.skip {
  return usesRedis && binary === undefined ? describe.skip : describe;
}

/** A Redis of the test's own, on loopback and in memory only. */
export async function startTestRedis(): Promise<TestRedis> {
  if (binary === undefined) throw new Error('redis-server is not installed.');
  const port = await freePort();
  const server = spawn(binary, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], {
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const url = `redis://127.0.0.1:${port}`;
  const client = new Redis(url, { maxRetriesPerRequest: null, lazyConnect: true });
  client.on('error', () => undefined);
  const ready = new Promise<void>((resolve) => client.once('ready', () => resolve()));
  client.connect().catch(() => undefined);
  await Promise.race([
    ready,
    ended.then(() => Promise.reject(new Error(`redis-server did not start on port ${port}.`))),
  ]);
  return {
    url,
    async flush() {
      await client.flushall();
    },
    async dump() {
      const keys = await client.keys('*');
      return JSON.stringify(await Promise.all(keys.map(async (key) => [key, await valueOf(client, key)])));
    },
    async stop() {
      client.disconnect();
      server.kill('SIGKILL');
      await ended;
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
