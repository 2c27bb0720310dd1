import 'reflect-metadata';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { dailyTasks } from '../../apps/worker/src/daily-tasks.js';
import { WorkerModule } from '../../apps/worker/src/worker.module.js';
import { acknowledgeAlert } from '#casework';
import { instantOf } from '#domain/time';
import type { Sender } from '#messages';
import { aProviderReturn, aReturnRow } from '../builders/provider-return.js';
import { contextOf } from '../support/children.js';
import { testServers, withClient } from '../support/postgres.js';
import { backEnds, describeOn, startTestRedis } from '../support/redis.js';
import type { TestRedis } from '../support/redis.js';
import { SUTTON, aReceivedReturn, createTestService } from '../support/service.js';
import type { TestService } from '../support/service.js';
import { until } from '../support/until.js';

const HOUR = 3_600_000;
const NEVER_SWEEP = 24 * HOUR;
const [embedded] = testServers();

const ago = (milliseconds: number) => new Date(Date.now() - milliseconds).toISOString();
/** A child back for just under a day: the first offer is missed `seconds` from now. */
const returnedADayAgo = (ref: string, seconds: number) =>
  aReturnRow({
    provider_ref: ref,
    child_id: ref,
    missing_at: ago(48 * HOUR),
    returned_at: ago(24 * HOUR - seconds * 1000),
  });

for (const { name, usesRedis } of backEnds) {
  describeOn({ usesRedis })(`the queue on ${name}`, () => {
    let redis: TestRedis | null = null;
    let test: TestService;
    let workers: INestApplicationContext[];
    let mail: ReturnType<typeof aMailServer>;

    beforeAll(async () => {
      Logger.overrideLogger(false);
      if (usesRedis) redis = await startTestRedis();
    });
    afterAll(() => redis?.stop());
    beforeEach(async () => {
      workers = [];
      mail = aMailServer();
      const way = { senders: [mail.sender], publicUrl: 'https://homeward.example' };
      const place = { ...(embedded && { server: embedded }), ...(redis && { redisUrl: redis.url }) };
      test = await createTestService({ ...place, way });
    });
    afterEach(async () => {
      mail.answer();
      for (const worker of workers) await worker.close();
      if (workers.length === 0) await test.service.close();
      await test.database.drop();
      await redis?.flush();
    });

    const receive = (...rows: Parameters<typeof aProviderReturn>) =>
      test.service.returns.receive({ ...aReceivedReturn(aProviderReturn(...rows)), period: null });
    const sql = <Row extends object>(text: string) =>
      withClient(test.database.superuserUrl, async (client) => (await client.query<Row>(text)).rows);
    /** Starts a worker and waits until its first sweep has come to its end, which the tasks of the day are. */
    const startWorker = async (sweepEveryMs: number) => {
      const worker = await NestFactory.createApplicationContext(WorkerModule.for(test.service, sweepEveryMs));
      await worker.init();
      workers.push(worker);
      await until('the first sweep is over', async () => (await sql('SELECT FROM daily_task')).length === TASKS);
    };
    const alerts = () =>
      sql<{ step: string; is_early: boolean }>('SELECT step, raised_at < due_at AS is_early FROM alert');
    const untilAlerts = async (wanted: number) => {
      await until(`${wanted} alerts are there`, async () => (await alerts()).length >= wanted);
      return alerts();
    };

    it('wakes a worker when a step comes and not before, and the alert is raised once', async () => {
      await startWorker(NEVER_SWEEP);
      await receive(returnedADayAgo('Q1', 2), returnedADayAgo('Q2', 2));
      const missed = { step: 'missed_24', is_early: false };
      expect(await untilAlerts(2)).toEqual([missed, missed]);
    });

    it('wakes a worker when a promise has passed, and every alert that climbs then does so at once', async () => {
      await startWorker(NEVER_SWEEP);
      await receive(returnedADayAgo('Q1', 1), returnedADayAgo('Q2', 1));
      await untilAlerts(2);
      const context = await contextOf(test, 'provider_worker.harbour', 'alert.acknowledge');
      const wish = { words: 'Ring the home', by: instantOf(new Date(Date.now() + 3000)) };
      for (const { id } of await sql<{ id: string }>('SELECT id FROM alert'))
        await acknowledgeAlert(test.service.casework, context, id, wish);
      const climbs = () => sql(`SELECT item_count FROM audit_event WHERE action = 'AlertsClimb'`);
      await until('the alerts have climbed', async () => (await climbs()).length > 0);
      expect(await climbs()).toEqual([{ item_count: 2 }]);
    });

    it('raises what comes due while a mail server does not answer', async () => {
      await sql(`INSERT INTO message_setting (authority, quiet_from, quiet_to, created_at, created_by, modified_at, modified_by)
                 VALUES ('${SUTTON}', 0, 0, now(), 'test', now(), 'test')`);
      mail.fallSilent();
      await startWorker(NEVER_SWEEP);
      await receive(...Array.from({ length: 60 }, (_, index) => returnedADayAgo(`Q${index}`, 1)));
      await until('messages are handed over', () => mail.waiting() > 0);
      await receive(returnedADayAgo('Q60', 1));
      expect(await untilAlerts(61)).toHaveLength(61);
      expect(mail.waiting()).toBeGreaterThan(0);
    });

    /** Takes one alert back, and waits for the sweep that raises it again: all others have been looked at once more then. */
    const untilSweptAgain = async () => {
      await sql(`
        WITH gone AS MATERIALIZED (SELECT id, deadline_id, step, due_at FROM alert LIMIT 1),
          untold AS (DELETE FROM alert_message WHERE alert_id IN (SELECT id FROM gone)),
          fallen AS (DELETE FROM alert_escalation WHERE alert_id IN (SELECT id FROM gone)),
          taken_back AS (DELETE FROM alert WHERE id IN (SELECT id FROM gone))
        UPDATE deadline SET next_step = gone.step, next_step_at = gone.due_at FROM gone WHERE deadline.id = gone.deadline_id`);
      await untilAlerts(30);
    };

    /** A return that is left to a worker. */
    const accept = (...rows: Parameters<typeof aProviderReturn>) =>
      test.service.returns.accept(
        { ...aReceivedReturn(aProviderReturn(...rows)), period: null },
        { isAsync: true, onKept: () => Promise.resolve() },
      );
    const untilApplied = (id: string) =>
      until('the return is applied', async () => {
        const [submission] = await sql(`SELECT FROM submission WHERE id = '${id}' AND applied_at IS NOT NULL`);
        return submission !== undefined;
      });

    it('wakes a worker at once for a return that is left to it', async () => {
      await startWorker(NEVER_SWEEP);
      const kept = await accept(returnedADayAgo('Q1', 60));
      expect(kept).toMatchObject({ state: 'received', rows: 1, done: 0 });
      await untilApplied(kept.submission);
      expect(await sql('SELECT outcome FROM submission_row')).toEqual([{ outcome: 'new' }]);
    });

    it('loses no return when its job is lost', async () => {
      const kept = await accept(returnedADayAgo('Q1', 60));
      await loseEveryJob(redis, test);
      await startWorker(NEVER_SWEEP);
      await untilApplied(kept.submission);
    });

    it('carries ids only', async () => {
      await receive(returnedADayAgo('Q1', 60));
      await accept(returnedADayAgo('Q2', 60));
      const told = usesRedis ? await everythingInRedis(redis) : await everythingInPostgres(test.database.superuserUrl);
      expect(told).toContain('episodeId');
      expect(told).toContain('submissionId');
      expect(told).not.toMatch(/Testo|Willow|C1001|2011-05-04|Q1|Q2/);
    });

    it('loses no alert and doubles none when every job is lost in mid-run', async () => {
      await receive(...Array.from({ length: 30 }, (_, index) => returnedADayAgo(`Q${index}`, 2)));
      await loseEveryJob(redis, test);
      await startWorker(200);
      expect(await untilAlerts(30)).toHaveLength(30);
      for (let sweeps = 0; sweeps < 2; sweeps += 1) await untilSweptAgain();
      expect(await alerts()).toHaveLength(30);
    });
  });
}

/** How many tasks a first sweep does for the one authority. */
const TASKS = dailyTasks.length;

/** A mail server that takes what it is given, and can fall silent until it answers again. */
function aMailServer() {
  const waiting: (() => void)[] = [];
  let isSilent = false;
  const accepted = { kind: 'accepted' } as const;
  const sender: Sender = {
    channel: 'email',
    check: null,
    send: () =>
      isSilent ? new Promise((resolve) => waiting.push(() => resolve(accepted))) : Promise.resolve(accepted),
  };
  return {
    sender,
    waiting: () => waiting.length,
    fallSilent: () => {
      isSilent = true;
    },
    answer: () => {
      isSilent = false;
      for (const resolve of waiting.splice(0)) resolve();
    },
  };
}

async function loseEveryJob(redis: TestRedis | null, test: TestService): Promise<void> {
  if (redis) await redis.flush();
  else await withClient(test.database.superuserUrl, (client) => client.query('TRUNCATE bullmq.job CASCADE'));
}

async function everythingInPostgres(url: string): Promise<string> {
  return withClient(url, async (client) =>
    JSON.stringify((await client.query('SELECT to_jsonb(j) FROM bullmq.job j')).rows),
  );
}

async function everythingInRedis(redis: TestRedis | null): Promise<string> {
  return redis ? redis.dump() : '';
}
