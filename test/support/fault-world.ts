import { expect } from '@jest/globals';
import { freePort } from '../../scripts/free-port.mjs';
import { startFakeMailServer } from './fake-mail-server.js';
import type { FakeMailServer } from './fake-mail-server.js';
import { OwedAlerts, missedOffers } from './owed-alerts.js';
import { withClient } from './postgres.js';
import type { TestServer } from './postgres.js';
import { isReady, startProgram } from './processes.js';
import type { RunningProgram } from './processes.js';
import type { TestRedis } from './redis.js';
import { SUTTON, aReceivedReturn, createTestService } from './service.js';
import type { TestService } from './service.js';
import { until } from './until.js';

/** A service whose workers are processes that can be killed and paused, with a mail server outside of it. */
export interface FaultWorld {
  readonly test: TestService;
  readonly owed: OwedAlerts;
  readonly mail: FakeMailServer;
  /** Hands in rows of which the alerts come due, and keeps outside what was acknowledged. */
  owe(count: number, inSeconds: number): Promise<void>;
  /** Starts a worker, and waits until it has swept once where it can. */
  startWorker(settings?: Readonly<Record<string, string>>): Promise<RunningProgram>;
  /** Starts a web process, and gives its address. */
  startWeb(settings: Readonly<Record<string, string>>): Promise<string>;
  /** Waits until a worker says that the database refused what it wrote, in what it logs after so many characters. */
  untilRefused(worker: RunningProgram, said: number): Promise<void>;
  sql<Row extends object>(text: string): Promise<readonly Row[]>;
  /** Waits until every message has gone out, and compares those in the ledger with those that the mail server took. */
  compareMail(): Promise<void>;
  close(): Promise<void>;
}

export interface FaultWorldOptions {
  readonly server: TestServer | undefined;
  readonly redis: TestRedis | null;
  /** How long a worker may be silent within a transaction, where it is to be shorter than by default. */
  readonly silentAtMostMs?: number;
}

const publicUrl = 'https://homeward.example';

export async function openFaultWorld({ server, redis, silentAtMostMs }: FaultWorldOptions): Promise<FaultWorld> {
  const mail = await startFakeMailServer();
  const test = await createTestService({ ...(server && { server }), ...(redis && { redisUrl: redis.url }) });
  const sql = <Row extends object>(text: string) =>
    withClient(test.database.superuserUrl, async (client) => (await client.query<Row>(text)).rows);
  // Whatever the hour, nothing is held: what is raised is sent.
  await sql(`INSERT INTO message_setting (authority, quiet_from, quiet_to, created_at, created_by, modified_at, modified_by)
             VALUES ('${SUTTON}', 0, 0, now(), 'test', now(), 'test')`);
  const owed = new OwedAlerts(() => Promise.resolve(test.database.superuserUrl));
  const programs: RunningProgram[] = [];
  const silence = silentAtMostMs === undefined ? '' : `?idle_in_transaction_session_timeout=${silentAtMostMs}`;
  const settings = {
    ...{ DATABASE_URL: `${test.database.appUrl}${silence}`, ...(redis && { REDIS_URL: redis.url }) },
    ...{ SMTP_URL: mail.url, MAIL_FROM: 'homeward@council.example', PUBLIC_URL: publicUrl },
  };
  const sweptAt = async () => (await sql<{ at: Date }>('SELECT swept_at AS at FROM sweep_round'))[0]?.at.getTime() ?? 0;
  return {
    ...{ test, owed, mail, sql },
    async owe(count, inSeconds) {
      const refs = Array.from({ length: count }, (_, index) => `F${String(owed.count + index).padStart(4, '0')}`);
      const { bytes, dueAt } = missedOffers(refs, inSeconds);
      const { receipts } = await test.service.returns.receive({ ...aReceivedReturn(bytes), period: null });
      owed.answered(receipts, dueAt);
    },
    async startWorker(more = {}) {
      const before = await sweptAt();
      const worker = startProgram('worker', [], { ...settings, ...more });
      programs.push(worker);
      await until('a worker sweeps', async () => (await sweptAt()) > before);
      return worker;
    },
    async startWeb(more) {
      const port = await freePort();
      programs.push(startProgram('web', [], { ...settings, ...more, PORT: String(port) }));
      const url = `http://127.0.0.1:${port}`;
      await until('the web process is ready', () => isReady(url));
      return url;
    },
    untilRefused: (worker, said) =>
      until('a worker says that it was refused', () => /"level":"error"/.test(worker.logged().slice(said))),
    async compareMail() {
      const waiting = `SELECT FROM alert_message WHERE channel <> 'page' AND accepted_at IS NULL`;
      await until('every message has gone out', async () => (await sql(waiting)).length === 0);
      const sent = await sql<{ id: string }>(
        `SELECT DISTINCT sending_id AS id FROM alert_message WHERE channel <> 'page'`,
      );
      const kept = sent.map(({ id }) => `<${id}@council.example>`).sort();
      expect([...new Set(mail.taken.map(({ messageId }) => messageId))].sort()).toEqual(kept);
    },
    async close() {
      for (const program of programs) await program.kill();
      await test.close();
      await mail.close();
    },
  };
}
