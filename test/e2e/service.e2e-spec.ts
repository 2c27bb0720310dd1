import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { bootstrapCluster } from '#persistence';
import { openEmbeddedPostgres } from '#platform';
import { aReturnRow } from '../builders/provider-return.js';
import { withClient } from '../support/postgres.js';
import { descendantsOf, homeward, makeDataDir, startService } from '../support/processes.js';
import type { RunningService } from '../support/processes.js';

const ROWS = 4000;
let dataDir: ReturnType<typeof makeDataDir>;
let service: RunningService;

/** Asks the running service's own database, as a guest. */
async function ask(sql: string): Promise<number> {
  const guest = await openEmbeddedPostgres({ dataDir: dataDir.path, mode: 'use', bootstrap: bootstrapCluster });
  try {
    const url = new URL(guest.superuserUrl);
    url.pathname = '/homeward';
    return await withClient(url.toString(), async (client) => (await client.query<{ n: number }>(sql)).rows[0]?.n ?? 0);
  } finally {
    await guest.stop();
  }
}

async function until(sql: string, wanted: (n: number) => boolean): Promise<number> {
  for (let tries = 0; tries < 900; tries += 1) {
    const found = await ask(sql);
    if (wanted(found)) return found;
    await delay(50);
  }
  throw new Error(`It never came to be: ${sql}`);
}

function send(key: string): Promise<Response> {
  const rows = Array.from({ length: ROWS }, (_, index) =>
    aReturnRow({ provider_ref: `K${index}`, child_id: `K${index}` }),
  );
  return fetch(`${service.url}/api/v1/provider-returns?authority=E09000029&period=2025-10`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ format: 1, period: '2025-10', rows }),
  });
}

describe('the whole service', () => {
  beforeAll(async () => {
    dataDir = makeDataDir();
    await homeward(dataDir.path, ['seed', 'demo', '--months', '0']);
    service = await startService(dataDir.path);
  });
  afterAll(async () => {
    await service.kill();
    dataDir.remove();
  });

  it('says where it is and how to sign in', () => {
    expect(service.said()).toContain('Homeward is at http://localhost:');
    expect(service.said()).toContain('Demonstration commissioner, Sutton');
  });

  it('refuses a second service on the same folder, and a port that is taken, in one sentence each', async () => {
    const second = await homeward(dataDir.path, ['start'], { PORT: '0' });
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(/already|another/i);
    const taken = createServer().listen(0, '0.0.0.0');
    await once(taken, 'listening');
    const other = makeDataDir();
    const ended = await homeward(other.path, ['start'], { PORT: String((taken.address() as AddressInfo).port) });
    taken.close();
    other.remove();
    expect(ended).toMatchObject({ code: 1 });
    expect(ended.stderr).toMatch(/^Port \d+ is taken/);
  });

  it('has every acknowledged submission once after everything was killed during an import', async () => {
    const { stdout } = await homeward(dataDir.path, ['key', 'issue', '--provider', 'HARBOUR', '--json']);
    const { key } = JSON.parse(stdout) as { key: string };
    const sending = send(key).catch(() => null);
    const before = await until('SELECT count(*)::integer AS n FROM submission_row', (n) => n > 0);
    await service.kill();
    await sending;
    expect(before).toBeLessThan(ROWS);

    service = await startService(dataDir.path);
    await until('SELECT count(*)::integer AS n FROM submission WHERE applied_at IS NOT NULL', (n) => n === 1);
    expect(await ask('SELECT count(*)::integer AS n FROM submission')).toBe(1);
    expect(await ask(`SELECT count(*)::integer AS n FROM submission_row WHERE outcome = 'new'`)).toBe(ROWS);
    expect(await ask('SELECT count(*)::integer AS n FROM missing_episode')).toBe(ROWS);

    const again = await send(key);
    expect(again.status).toBe(201);
    expect(await again.json()).toMatchObject({ rows: ROWS, new: 0, same: ROWS });
  });

  it('starts the web process again when it was killed', async () => {
    const web = descendantsOf(service.pid).find((pid) => commandOf(pid).includes('apps/web'));
    process.kill(web ?? -1, 'SIGKILL');
    for (let tries = 0; tries < 200; tries += 1) {
      if (service.said().includes('The web process ended') && (await isReady())) break;
      await delay(100);
    }
    expect(await isReady()).toBe(true);
  });

  it('opens its database again when that was killed', async () => {
    const postmaster = descendantsOf(service.pid).find((pid) => commandOf(pid).includes(`${dataDir.path}/db`));
    process.kill(postmaster ?? -1, 'SIGKILL');
    for (let tries = 0; tries < 300; tries += 1) {
      if (service.said().includes('The database ended by itself') && (await isReady())) break;
      await delay(100);
    }
    expect(await isReady()).toBe(true);
    expect(await ask('SELECT count(*)::integer AS n FROM missing_episode')).toBe(ROWS);
  });

  it('stops cleanly when it is asked to, and leaves nothing running', async () => {
    const started = descendantsOf(service.pid);
    expect(await service.stop()).toBe(0);
    const left = started.filter((pid) => isRunning(pid));
    expect(left).toEqual([]);
  });
});

function isReady(): Promise<boolean> {
  return fetch(`${service.url}/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** A process that has ended and only waits to be collected is not running. */
function isRunning(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2)[0] !== 'Z';
  } catch {
    return false;
  }
}
