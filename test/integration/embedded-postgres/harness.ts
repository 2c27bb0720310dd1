import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { bootstrapCluster } from '#persistence';
import { openEmbeddedPostgres } from '#platform';
import type { EmbeddedPostgres } from '#platform';
import { compileLauncher, launch, repository } from './launcher.js';
import type { Launched } from './launcher.js';

// Below node_modules, so that the copy finds the same packages as the original.
const compiled = join(repository, 'node_modules', '.cache', `embedded-postgres-${process.pid}`);
let launcher: string;
let opened: EmbeddedPostgres[];
let launched: Launched[];

/** A new data directory for each test; whatever the test opened in it is stopped afterwards. */
export let dataDir: string;

export function useDataDirectory(): void {
  beforeAll(async () => {
    launcher = await compileLauncher(compiled);
  });
  afterAll(() => rmSync(compiled, { recursive: true, force: true }));
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'homeward-test-'));
    chmodSync(dataDir, 0o755);
    opened = [];
    launched = [];
  });
  afterEach(async () => {
    for (const other of launched) other.finish();
    await Promise.all(launched.map((other) => other.ended));
    for (const server of opened) await server.stop();
    // What a test left orphaned on purpose, and would otherwise run for ever.
    try {
      if (existsSync(join(dataDir, 'db', 'postmaster.pid'))) process.kill(postmasterPid(), 'SIGKILL');
    } finally {
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    }
  });
}

export async function open(mode: 'serve' | 'use', directory = dataDir): Promise<EmbeddedPostgres> {
  const settings = { fsync: 'off' };
  const server = await openEmbeddedPostgres({ dataDir: directory, mode, settings, bootstrap: bootstrapCluster });
  opened.push(server);
  return server;
}

export function launchOther(mode: 'serve' | 'use', path = launcher, directory = dataDir): Launched {
  const other = launch(path, directory, mode);
  launched.push(other);
  return other;
}

export async function ask(url: string, question: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const answer = await client.query<unknown[]>({ text: question, rowMode: 'array' });
    return answer.rows.flat();
  } finally {
    await client.end();
  }
}

export function postmasterPid(): number {
  const pid = Number(readFileSync(join(dataDir, 'db', 'postmaster.pid'), 'utf8').split('\n')[0]);
  // Zero would mean every process of this group, and a test may have written the runner's own number there.
  if (!(pid > 1) || pid === process.pid) throw new Error(`${pid} is no server that a test may end.`);
  return pid;
}

export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await delay(10);
}
