// Workers as processes of their own, and a Redis for their queue.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../free-port.mjs';
import { redisServer, runRedis } from '../run-redis.mjs';

const script = join(import.meta.dirname, '..', '..', 'dist', 'apps', 'worker', 'src', 'main.js');

/** Starts a worker and waits until it says that it is ready. */
export async function startWorker(databaseUrl, redisUrl) {
  const env = { ...process.env, DATABASE_URL: databaseUrl, ...(redisUrl && { REDIS_URL: redisUrl }) };
  const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  await once(child, 'message');
  return {
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Starts a Redis in memory only; null where none is installed. */
export async function startRedis() {
  if (redisServer === undefined) return null;
  const port = await freePort();
  const redis = runRedis(port);
  while (!(await answers(port))) await delay(50);
  return { url: `redis://127.0.0.1:${port}`, stop: () => redis.kill() };
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (isThere) => () => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('connect', end(true)).once('error', end(false));
  });
}
