import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';

/** The program of a Redis server; undefined where none is installed. */
export const redisServer = [
  '/usr/bin/redis-server',
  '/usr/local/bin/redis-server',
  '/opt/homebrew/bin/redis-server',
].find((path) => existsSync(path));

/** Starts a Redis on loopback and in memory only, and does not wait until it answers. */
export function runRedis(port) {
  if (redisServer === undefined) throw new Error('redis-server is not installed.');
  const inMemory = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const server = spawn(redisServer, inMemory, { stdio: 'ignore' });
  const ended = once(server, 'exit');
  return {
    ended,
    kill() {
      server.kill('SIGKILL');
      return ended;
    },
  };
}
