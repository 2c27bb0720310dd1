import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { bootstrapCluster } from '#persistence';
import { openEmbeddedPostgres } from '#platform';
import type { Client } from 'pg';
import { provokeDatabase, sendReturns, told, walk } from '../support/leak-hunt.js';
import { withDatabase } from '../support/postgres.js';
import { homeward, makeDataDir, startService } from '../support/processes.js';
import type { RunningService } from '../support/processes.js';
import { describeOn, startTestRedis } from '../support/redis.js';
import type { TestRedis } from '../support/redis.js';
import { readSecrets, secretsIn } from '../support/seeded-secrets.js';
import type { Secret } from '../support/seeded-secrets.js';
import { SUTTON } from '../support/service.js';
import { connect } from '../support/two-authorities.js';

const sample = join(import.meta.dirname, '..', 'contract', 'samples', 'return-block-2025-10.csv');
const ofHomeward = (url: string) => withDatabase(url, 'homeward');

for (const usesRedis of [false, true]) {
  const name = usesRedis ? 'Redis' : 'PostgreSQL';
  describeOn({ usesRedis })(`a whole run with the queue on ${name}`, () => {
    let dataDir: ReturnType<typeof makeDataDir>;
    let temporary: string;
    let redis: TestRedis | null = null;
    let service: RunningService;
    let database: Awaited<ReturnType<typeof openEmbeddedPostgres>>;
    let superuser: Client;
    let secrets: readonly Secret[];
    let pages = '';
    let metrics = '';
    let queue = '';
    /** What the command line said, by command. */
    const commands: string[] = [];

    beforeAll(async () => {
      dataDir = makeDataDir();
      temporary = join(dataDir.path, 'tmp');
      mkdirSync(temporary);
      if (usesRedis) redis = await startTestRedis();
      const settings = { TMPDIR: temporary, ...(redis && { REDIS_URL: redis.url }) };
      const run = async (...args: string[]) => {
        const { stdout, stderr } = await homeward(dataDir.path, args, settings);
        commands.push(stderr);
        return stdout;
      };
      await run('seed', 'demo', '--months', '1');
      service = await startService(dataDir.path, settings);
      database = await openEmbeddedPostgres({ dataDir: dataDir.path, mode: 'use', bootstrap: bootstrapCluster });
      superuser = await connect(ofHomeward(database.superuserUrl));
      await run('import', sample, '--authority', SUTTON, '--provider', 'HARBOUR', '--period', '2025-10');
      const key = /hw_\S+/.exec(await run('key', 'issue', '--provider', 'HARBOUR'))?.[0] ?? '';
      await run('deadlines', 'sweep');
      await sendReturns(service.url, key);
      ({ pages, metrics } = await walk(service.url, superuser, key));
      await provokeDatabase([database.appUrl, database.ownerUrl].map(ofHomeward));
      secrets = await readSecrets(superuser);
      queue = redis ? await redis.dump() : await queueTables();
      await superuser.end();
      await database.stop();
      await service.stop();
    }, 300_000);
    afterAll(async () => {
      await service.kill();
      await redis?.stop();
      dataDir.remove();
    });

    const filesBelow = (folder: string) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));

    async function queueTables(): Promise<string> {
      const { rows } = await superuser.query<{ name: string }>(
        `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'bullmq'`,
      );
      expect(rows.length).toBeGreaterThan(0);
      const texts = rows.map(async ({ name: table }) => {
        const found = await superuser.query<{ text: string | null }>(
          `SELECT string_agg(t::text, chr(10)) AS text FROM bullmq."${table}" t`,
        );
        return found.rows[0]?.text ?? '';
      });
      return (await Promise.all(texts)).join('\n');
    }

    it('shows children on its pages, and would be found out if it wrote about one elsewhere', () => {
      expect(secrets.length).toBeGreaterThan(500);
      expect(secretsIn(pages, secrets).length).toBeGreaterThan(20);
      for (const wanted of [
        told.given_name,
        told.family_name,
        told.home_postcode,
        'ZC-4711',
        '29 February 2012',
        '20120229',
        '29/02/2012',
      ])
        expect([wanted, secretsIn(`{"msg":"${wanted}"}`, secrets).length > 0]).toEqual([wanted, true]);
    });

    it('writes nothing about a child into the logs of its processes', () => {
      expect(service.logged().split('\n').length).toBeGreaterThan(50);
      expect(service.logged()).toContain('"route":"/worklist"');
      expect(secretsIn(service.logged(), secrets)).toEqual([]);
      expect(secretsIn(service.said(), secrets)).toEqual([]);
    });

    it('tells nothing about a child in its metrics', () => {
      expect(metrics).toContain('homeward_up 1\n');
      expect(secretsIn(metrics, secrets)).toEqual([]);
    });

    it('writes nothing about a child to standard error of the command line, but findings on the file that was given', () => {
      expect(commands.length).toBeGreaterThan(3);
      expect(secretsIn(commands.join('\n'), secrets)).toEqual([]);
    });

    it('writes nothing about a child into the queue', () => {
      expect(queue.length).toBeGreaterThan(100);
      expect(secretsIn(queue, secrets)).toEqual([]);
    });

    it('leaves nothing about a child in temporary files', () => {
      expect(secretsIn(filesBelow(temporary).join('\n'), secrets)).toEqual([]);
    });

    it('writes nothing about a child into the log of the database server, whatever fails there', () => {
      const log = readFileSync(join(dataDir.path, 'postgres.log'), 'utf8');
      expect(log).toContain('database system is ready');
      expect(secretsIn(log, secrets)).toEqual([]);
    });
  });
}
