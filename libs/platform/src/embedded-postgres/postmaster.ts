import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fstatSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedPostgresError, errorCode, inWords } from './embedded-postgres-error.js';
import { faultFrom, isPassing, logSince } from './faults.js';
import { identifyProcess, isNumberTaken, isRunning, wasStartedOn } from './process-identity.js';
import { serverEnvironment } from './server-user.js';
import type { Binaries } from './binaries.js';
import type { DataDirectory } from './data-directory.js';
import type { ProcessIdentity } from './process-identity.js';
import type { ServerUser } from './server-user.js';

export interface Postmaster extends ProcessIdentity {
  readonly port: number;
}

const pollMs = 20;

export interface Start {
  readonly place: DataDirectory;
  readonly binaries: Binaries;
  readonly user: ServerUser;
  readonly settings: Readonly<Record<string, string>>;
  readonly deadline: number;
}

/** Starts the server and waits until it accepts connections; again, while what stood in its way is passing. */
export async function startPostmaster(start: Start): Promise<Postmaster> {
  const { place, deadline } = start;
  const giveUpAt = Math.min(deadline, Date.now() + 20_000);
  for (;;) {
    const port = await freePort();
    const { server, logFrom } = await launch(start, port);
    if (await becomesReady(place, server, deadline)) return { ...server, port };
    if (isRunning(server)) {
      await stopPostmaster(server);
      throw new EmbeddedPostgresError(`PostgreSQL in ${place.cluster} was not ready in time; see ${place.log}.`);
    }
    const said = logSince(place.log, logFrom);
    if (!isPassing(said) || Date.now() > giveUpAt) throw faultFrom(said, place);
    await delay(200);
  }
}

interface Launched {
  readonly server: ProcessIdentity;
  readonly logFrom: number;
}

async function launch({ place, binaries, user, settings }: Start, port: number): Promise<Launched> {
  const network = { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(port) };
  const flags = Object.entries({ ...settings, ...network, timezone: 'UTC', log_timezone: 'UTC' });
  const [command, ...rest] = [
    ...[...user.prefix, binaries.postgres, '-D', place.cluster],
    ...flags.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const log = openLog(place.log);
  try {
    const logFrom = fstatSync(log).size;
    // Detached: a Ctrl-C must not reach the server before the service has finished its work on it.
    const options = { ...user.spawn, cwd: '/', env: serverEnvironment, detached: true } as const;
    const child = spawn(command ?? binaries.postgres, rest, { ...options, stdio: ['ignore', log, log] });
    await once(child, 'spawn');
    child.unref();
    const pid = child.pid ?? 0;
    return { server: identifyProcess(pid) ?? { pid, startedAt: 'gone' }, logFrom };
  } catch (error) {
    throw inWords(error, binaries.postgres);
  } finally {
    closeSync(log);
  }
}

/** One old log is kept, so that a service that runs for years does not fill the disk with its own words. */
function openLog(path: string): number {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000) renameSync(path, `${path}.old`);
  return openSync(path, 'a', 0o600);
}

/** The server notes its state in the eighth line of postmaster.pid, which is what pg_ctl goes by as well. */
async function becomesReady(place: DataDirectory, server: ProcessIdentity, deadline: number): Promise<boolean> {
  while (Date.now() < deadline && isRunning(server)) {
    const lines = readPidFile(place);
    if (Number(lines[0]) === server.pid && lines[7]?.trim() === 'ready') return true;
    await delay(pollMs);
  }
  return false;
}

/** A server whose launcher was killed is stopped, once its command line has shown that it is this directory's. */
export async function stopOrphan(place: DataDirectory, progress: (line: string) => void): Promise<void> {
  const pid = notedPid(place);
  const running = identifyProcess(pid);
  if (running !== null && wasStartedOn(pid, place.cluster)) {
    progress(`Stopping the database server that a killed process left behind (process ${pid}).`);
    await stopPostmaster(running);
  } else if (isNumberTaken(pid)) {
    // By a stranger or by a zombie: PostgreSQL would take either for a rival and refuse to start.
    rmSync(join(place.cluster, 'postmaster.pid'), { force: true });
  }
}

/** Whether the server of a killed launcher lives on. */
export function isOrphaned(place: DataDirectory): boolean {
  const pid = notedPid(place);
  return identifyProcess(pid) !== null && wasStartedOn(pid, place.cluster);
}

/** First a stop that ends the sessions cleanly; should that hang, one without a checkpoint, made good at the next start. */
export async function stopPostmaster(server: ProcessIdentity): Promise<void> {
  const steps = [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5_000],
  ] as const;
  for (const [signal, patienceMs] of steps) {
    send(server, signal);
    const until = Date.now() + patienceMs;
    while (isRunning(server) && Date.now() < until) await delay(pollMs);
    if (!isRunning(server)) return;
  }
  throw new EmbeddedPostgresError(`The database server (process ${server.pid}) does not stop, even when killed.`);
}

/** To the process that was meant, never to one that has its number now. */
export function send(server: ProcessIdentity, signal: 'SIGINT' | 'SIGQUIT' | 'SIGKILL'): void {
  try {
    if (isRunning(server)) process.kill(server.pid, signal);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}

function notedPid(place: DataDirectory): number {
  return Number(readPidFile(place)[0] ?? 0);
}

function readPidFile(place: DataDirectory): readonly string[] {
  try {
    return readFileSync(join(place.cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Somebody else may take it before PostgreSQL does; the start is then tried again with another. */
async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
