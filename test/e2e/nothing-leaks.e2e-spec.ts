import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { bootstrapCluster } from '#persistence';
import { openEmbeddedPostgres } from '#platform';
import type { Client } from 'pg';
import { aReturnRow } from '../builders/provider-return.js';
import { crawl } from '../support/crawl.js';
import { homeward, makeDataDir, startService } from '../support/processes.js';
import type { RunningService } from '../support/processes.js';
import { describeOn, startTestRedis } from '../support/redis.js';
import type { TestRedis } from '../support/redis.js';
import { readSecrets, secretsIn } from '../support/seeded-secrets.js';
import type { Secret } from '../support/seeded-secrets.js';
import { SUTTON } from '../support/service.js';
import { connect } from '../support/two-authorities.js';
import { Visitor, request } from '../support/web.js';

const sample = join(import.meta.dirname, '..', 'contract', 'samples', 'return-block-2025-10.csv');
/** Said in the return of a child who is not in the sample, and to be found nowhere but in the tables. */
const told = {
  given_name: 'Zebedee',
  family_name: 'Unheardof-Sample',
  home_postcode: 'SM1 1ZZ',
  date_of_birth: '2012-02-29',
};

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
      await sendReturns(key);
      pages = await walk(key);
      await provokeDatabase();
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

    const ofHomeward = (url: string) => {
      const address = new URL(url);
      address.pathname = '/homeward';
      return address.toString();
    };

    /** Good and bad, in each format; what cannot be read is told back, and kept out of every log. */
    async function sendReturns(key: string): Promise<void> {
      const row = aReturnRow({ ...told, provider_ref: 'ZEBEDEE-1', child_id: 'ZC-4711' });
      const bodies: readonly (readonly [string, string])[] = [
        ['application/json', JSON.stringify({ format: 1, period: '2025-10', rows: [row] })],
        [
          'application/json',
          JSON.stringify({
            format: 1,
            period: '2025-10',
            rows: [{ ...row, provider_ref: 'ZEBEDEE-2', date_of_birth: 'Zebedee' }],
          }),
        ],
        ['application/json', `{"given_name": "${told.given_name}", `],
        ['text/csv', `given_name,family_name\n${told.given_name},"${told.family_name}`],
        ['text/plain', told.family_name],
      ];
      for (const [type, body] of bodies)
        for (const address of [`period=2025-10`, `period=${told.given_name}`])
          await request(`${service.url}/api/v1/provider-returns?authority=${SUTTON}&${address}`, {
            method: 'POST',
            headers: { authorization: `Bearer ${key}`, 'content-type': type },
            body,
          });
    }

    /** What every person of the demonstration and a machine are shown, and what those get who ask for what is not there. */
    async function walk(key: string): Promise<string> {
      const web = { ask: (path: string, options: RequestInit = {}) => request(`${service.url}${path}`, options) };
      const { rows } = await superuser.query<{ name: string }>('SELECT display_name AS name FROM person ORDER BY 1');
      const people = rows.map(({ name: person }) => person);
      expect(people.length).toBeGreaterThan(10);
      let seen = '';
      for (const person of people) {
        const visitor = new Visitor(web);
        await visitor.signIn(person);
        const starts = [
          '/',
          '/worklist',
          '/permissions',
          '/reports/mace',
          '/api/v1/worklist',
          `/worklist?show=${told.given_name}`,
          `/children/${told.family_name}`,
        ];
        for (const { answer } of await crawl(visitor, starts)) seen += answer.body;
        await visitor.post(`/${told.given_name}`, { ...told, _csrf: visitor.token });
        await visitor.post('/sign-in', { personId: told.family_name, _csrf: visitor.token });
      }
      const machine = new Visitor(web, { authorization: `Bearer ${key}` });
      for (const path of [
        `/api/v1/provider-returns/${told.given_name}?authority=${SUTTON}`,
        `/api/v1/worklist?authority=${SUTTON}`,
      ])
        await machine.open(path);
      return seen + (await web.ask('/metrics')).body;
    }

    /** Statements that fail on a child's data, as the service's login and as the owner's. */
    async function provokeDatabase(): Promise<void> {
      for (const url of [database.appUrl, database.ownerUrl]) {
        const client = await connect(ofHomeward(url));
        await client.query(`SELECT set_config('app.authority', $1, false), set_config('app.actor', 'system', false)`, [
          SUTTON,
        ]);
        const { rows } = await client.query<{ child_id: string; council_child_id: string; family_name: string }>(
          'SELECT child_id, council_child_id, family_name FROM child_identity WHERE council_child_id IS NOT NULL AND family_name IS NOT NULL ORDER BY child_id LIMIT 2',
        );
        const [one, other] = rows;
        const failing: readonly (readonly [string, unknown[]])[] = [
          [
            'UPDATE child_identity SET council_child_id = $1 WHERE child_id = $2',
            [one?.council_child_id, other?.child_id],
          ],
          ['UPDATE child_identity SET council_child_id = $1 WHERE child_id = $2', ['', one?.child_id]],
          ['SELECT $1::date', [one?.family_name]],
          [`SELECT '${one?.family_name ?? ''}'::integer`, []],
          [`SELECT * FROM child_identity WHERE family_name = '${one?.family_name ?? ''}' AND`, []],
        ];
        for (const [sql, parameters] of failing) await expect(client.query(sql, parameters)).rejects.toThrow();
        await client.end();
      }
    }

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
