import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from 'pg';
import { aReturnRow } from '../builders/provider-return.js';
import { withClient } from '../support/postgres.js';
import {
  databaseUrlOf,
  descendantsOf,
  homeward,
  isReady,
  makeDataDir,
  signalProcess,
  startService,
} from '../support/processes.js';
import type { RunningService } from '../support/processes.js';
import { connect } from '../support/two-authorities.js';
import { until } from '../support/until.js';

const ROWS = 4000;
let dataDir: ReturnType<typeof makeDataDir>;
let service: RunningService;

const databaseUrl = () => databaseUrlOf(dataDir.path);

async function ask(sql: string): Promise<number> {
  return withClient(await databaseUrl(), async (client) => (await client.query<{ n: number }>(sql)).rows[0]?.n ?? 0);
}

/** Lets the first transaction of an import through, and stops the next: it waits for a lock that nobody gives back. */
async function stopImportHalfWay(url: string, send: () => void): Promise<void> {
  const [first, second] = [await connect(url), await connect(url)];
  for (const client of [first, second]) client.on('error', () => undefined);
  const key = `hashtextextended('homeward import E09000029', 0)`;
  const lock = (client: Client) => client.query(`SELECT pg_advisory_lock(${key})`);
  const areWaiting = (wanted: number) =>
    until(`${wanted} wait for the lock of imports`, async () => {
      const { rowCount } = await first.query(
        `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND (classid::bigint << 32 | objid::bigint) = ${key}`,
      );
      return rowCount === wanted;
    });
  await lock(first);
  send();
  await areWaiting(1);
  const given = lock(second);
  await areWaiting(2);
  await first.query('SELECT pg_advisory_unlock_all()');
  await given;
  await first.end();
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
    const sending: Promise<unknown>[] = [];
    await stopImportHalfWay(await databaseUrl(), () => {
      sending.push(send(key).catch(() => null));
    });
    const before = await ask('SELECT count(*)::integer AS n FROM submission_row');
    await service.kill();
    await Promise.all(sending);
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(ROWS);

    service = await startService(dataDir.path);
    const applied = 'SELECT count(*)::integer AS n FROM submission WHERE applied_at IS NOT NULL';
    await until('the submission is applied', async () => (await ask(applied)) === 1);
    expect(await ask('SELECT count(*)::integer AS n FROM submission')).toBe(1);
    expect(await ask(`SELECT count(*)::integer AS n FROM submission_row WHERE outcome = 'new'`)).toBe(ROWS);
    expect(await ask('SELECT count(*)::integer AS n FROM missing_episode')).toBe(ROWS);

    const again = await send(key);
    expect(again.status).toBe(202);
    await until('the submission is applied', async () => (await ask(applied)) === 2);
    const told = await fetch(`${service.url}${again.headers.get('location') ?? ''}`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect(await told.json()).toMatchObject({ state: 'applied', rows: ROWS, done: ROWS, new: 0, same: ROWS });
  });

  it('starts the web process again when it was killed', async () => {
    signalProcess(service, 'apps/web', 'SIGKILL');
    await until('the web process is there again', isBackAfter('The web process ended'));
  });

  it('opens its database again when that was killed', async () => {
    signalProcess(service, `${dataDir.path}/db`, 'SIGKILL');
    await until('the database is there again', isBackAfter('The database ended by itself'));
    expect(await ask('SELECT count(*)::integer AS n FROM missing_episode')).toBe(ROWS);
  });

  it('stops cleanly when it is asked to, and leaves nothing running', async () => {
    const started = descendantsOf(service.pid);
    expect(await service.stop()).toBe(0);
    const left = started.filter((pid) => isRunning(pid));
    expect(left).toEqual([]);
  });
});

/** Whether the service has said something, and is ready again. */
function isBackAfter(words: string): () => Promise<boolean> {
  return async () => service.said().includes(words) && (await isReady(service.url));
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
