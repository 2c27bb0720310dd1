import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrapCluster } from '#persistence';
import { openEmbeddedPostgres, settingNames } from '#platform';
import { freePort } from '../../scripts/free-port.mjs';
import { withDatabase } from './postgres.js';
import { until } from './until.js';

const repository = join(import.meta.dirname, '..', '..');
const main = join(repository, 'dist', 'apps', 'cli', 'src', 'main.js');

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A data folder of the test's own, on which the built command line and service run. */
export function makeDataDir(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'homeward-test-e2e-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/** Runs a command of the built command line to its end. */
export function homeward(
  dataDir: string,
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const env = { ...withoutSettings(), HOMEWARD_DATA_DIR: dataDir, ...settings };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [main, ...args],
      { cwd: repository, env, maxBuffer: 64 * 1024 * 1024 },
      (_error, stdout, stderr) => {
        resolve({ code: child.exitCode ?? -1, stdout, stderr });
      },
    );
  });
}

/** A built program that runs until it ends or is killed. */
export interface RunningProgram {
  /** Resolves when it has ended, however. */
  readonly ended: Promise<void>;
  /** What it wrote to standard output and standard error so far. */
  logged(): string;
  /** Stops it where it is, as when its machine goes to sleep; it goes on when it is woken. */
  pause(): void;
  wake(): void;
  /** Kills it at once, as the kernel does when memory runs out: it cannot put anything in order. */
  kill(): Promise<void>;
}

/** Starts the built command line, web process or worker on a database of the test's own. */
export function startProgram(
  program: 'cli' | 'web' | 'worker',
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
): RunningProgram {
  const script = join(repository, 'dist', 'apps', program, 'src', 'main.js');
  const env = { ...withoutSettings(), ...settings };
  const child = spawn(process.execPath, [script, ...args], {
    ...{ cwd: repository, env, stdio: ['ignore', 'pipe', 'pipe'] },
  });
  let logged = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (logged += chunk.toString()));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    ended,
    logged: () => logged,
    pause: () => child.kill('SIGSTOP'),
    wake: () => child.kill('SIGCONT'),
    kill() {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

/** The environment without the settings of whoever runs the tests: a process of a test has those that the test gives it. */
function withoutSettings(): NodeJS.ProcessEnv {
  const names = new Set(settingNames.flatMap((name) => [name, `${name}_FILE`]));
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !names.has(name)));
}

export interface RunningService {
  readonly url: string;
  readonly pid: number;
  /** What it wrote to standard error so far. */
  said(): string;
  /** What it and its processes wrote to standard output so far: their logs. */
  logged(): string;
  /** Asks it to stop and gives its exit code. */
  stop(): Promise<number | null>;
  /** Kills it and everything it started, at once. */
  kill(): Promise<void>;
}

/** Starts the whole built service and waits until it is ready. */
export async function startService(
  dataDir: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningService> {
  const port = await freePort();
  const env = { ...withoutSettings(), HOMEWARD_DATA_DIR: dataDir, PORT: String(port), ...settings };
  const child = spawn(process.execPath, [main, 'start'], {
    cwd: repository,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let [said, logged] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (logged += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const url = `http://127.0.0.1:${port}`;
  await until('the service is ready', async () => {
    if (child.exitCode !== null) throw new Error(`The service did not start: ${said}`);
    return said.includes('Ctrl-C stops it.') && (await isReady(url));
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('The service did not start.');
  return {
    url,
    pid,
    said: () => said,
    logged: () => logged,
    async stop() {
      child.kill('SIGTERM');
      return ended;
    },
    async kill() {
      // Once it has ended, its number may be another process's.
      if (child.exitCode !== null || child.signalCode !== null) return;
      for (const each of [pid, ...descendantsOf(pid)]) killQuietly(each);
      await ended;
    },
  };
}

/** Whether a service answers that it is ready. */
export function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended in the meantime.
  }
}

/** Sends a signal to the one of a service's processes whose command line has these words. */
export function signalProcess({ pid }: RunningService, words: string, signal: NodeJS.Signals): void {
  const found = descendantsOf(pid).find((each) => commandOf(each).includes(words));
  // A number that is none would mean every process there is.
  if (found === undefined) throw new Error(`The service has no process ${words}.`);
  process.kill(found, signal);
}

/** Where the database of a service that runs on a data folder is, for a superuser. It may move when it is opened again. */
export async function databaseUrlOf(dataDir: string): Promise<string> {
  const guest = await openEmbeddedPostgres({ dataDir, mode: 'use', bootstrap: bootstrapCluster });
  try {
    return withDatabase(guest.superuserUrl, 'homeward');
  } finally {
    await guest.stop();
  }
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** Every process that a process started, and those started by these. */
export function descendantsOf(pid: number): readonly number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => parentOf(Number(name)));
  const children = parents.filter(({ parent }) => parent === pid).map((each) => each.pid);
  return children.flatMap((child) => [child, ...descendantsOf(child)]);
}

function parentOf(pid: number): readonly { readonly pid: number; readonly parent: number }[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return [{ pid, parent: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) }];
  } catch {
    return [];
  }
}
