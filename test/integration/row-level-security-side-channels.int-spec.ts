import { EventEmitter } from 'node:events';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from 'pg';
import { testServers } from '../support/postgres.js';
import { SUTTON } from '../support/service.js';
import { councilContext, inContext, providerContext, sightOf } from '../support/tenant-context.js';
import type { RawContext, Sight } from '../support/tenant-context.js';
import { NEIGHBOUR, connect, createTwoAuthorities } from '../support/two-authorities.js';
import type { TwoAuthorities } from '../support/two-authorities.js';
import { withheldFromPeople } from '../support/tenant-rows.js';

describe.each(testServers())('what the server tells the service’s login beside rows on $name', (server) => {
  let held: TwoAuthorities;
  /** What the council of Sutton sees in a context in which nothing is wrong. */
  let rightful: Sight;
  /** Every id and every text that stands in the neighbour's rows and in none of Sutton's. */
  let foreign: readonly string[];

  beforeAll(async () => {
    held = await createTwoAuthorities(server, 1);
    const everyTable = Object.fromEntries(held.tenantTables.map(({ name }) => [name, 'true']));
    rightful = await inContext(held.app, councilContext(SUTTON), () => sightOf(held.app, everyTable));
    const own = new Set(await valuesOf(SUTTON));
    foreign = [...new Set(await valuesOf(NEIGHBOUR))].filter((value) => !own.has(value));
  }, 60_000);
  afterAll(() => held.close());

  async function valuesOf(authority: string): Promise<readonly string[]> {
    const values: string[] = [];
    for (const { name } of held.tenantTables) {
      const { rows } = await held.superuser.query<{ value: string | null }>(
        `SELECT DISTINCT e.value FROM ${name} t, jsonb_each_text(to_jsonb(t)) e WHERE t.authority = $1 AND length(e.value) > 5`,
        [authority],
      );
      values.push(...rows.flatMap(({ value }) => value ?? []));
    }
    // Ids and texts; a code such as `in_person` stands in explanations for reasons of its own.
    return values.filter((value) => /[^\d.:TZ+-]/.test(value) && /[\d ]/.test(value));
  }
  const foreignIn = (text: string) => foreign.filter((value) => text.includes(value));

  it('knows what is foreign', () => {
    expect(foreign.length).toBeGreaterThan(100);
    expect(foreign).toContain(NEIGHBOUR);
    expect(Object.keys(rightful).filter((name) => rightful[name] === '0 rows')).toEqual([...withheldFromPeople]);
  });

  it('explains and counts no foreign row of any table', async () => {
    await inContext(held.app, councilContext(SUTTON), async () => {
      for (const { name } of held.tenantTables) {
        const { rows } = await held.app.query<{ 'QUERY PLAN': readonly [{ Plan: { 'Actual Rows': number } }] }>(
          `EXPLAIN (ANALYZE, VERBOSE, FORMAT JSON) SELECT * FROM ${name}`,
        );
        const plan = rows[0]?.['QUERY PLAN'][0];
        const own = Number(/^\d+/.exec(rightful[name] ?? '')?.[0]);
        expect([name, plan?.Plan['Actual Rows']]).toEqual([name, own]);
        expect([name, foreignIn(JSON.stringify(plan))]).toEqual([name, []]);
      }
    });
  });

  it('copies out no foreign row of any table, and copies none in', async () => {
    for (const { name } of held.tenantTables) {
      const copied = await inContext(held.app, councilContext(SUTTON), () =>
        copyOut(held.app, `COPY ${name} TO STDOUT`),
      );
      expect([name, copied.length > 0, foreignIn(copied)]).toEqual([name, !withheldFromPeople.has(name), []]);
      const copying = inContext(held.app, systemsOf(NEIGHBOUR), () => held.app.query(`COPY ${name} FROM STDIN`));
      await expect(copying).rejects.toThrow(
        /COPY FROM not supported with row-level security|permission denied for table/,
      );
    }
  });

  it('writes to no file and runs no program of the server', async () => {
    for (const target of [`'/tmp/children'`, `PROGRAM 'cat'`])
      await expect(held.app.query(`COPY child TO ${target}`)).rejects.toThrow(
        /permission denied to COPY to|must be superuser or have privileges/,
      );
    for (const reading of [`pg_read_file('/etc/passwd')`, `lo_import('/etc/passwd')`, `pg_ls_dir('.')`])
      await expect(held.app.query(`SELECT ${reading}`)).rejects.toThrow('permission denied for function');
  });

  it('tells those who listen to the queue which queue it was, and no more', async () => {
    const listener = await connect(held.test.database.appUrl);
    const heard: string[] = [];
    const told = new Promise<void>((resolve) => {
      listener.on('notification', ({ payload }) => {
        heard.push(payload ?? '');
        resolve();
      });
    });
    for (const channel of await channels()) await listener.query(`LISTEN ${channel}`);
    await held.test.service.queue.add([{ id: randomUUID(), name: 'test', data: { authority: SUTTON }, delay: 0 }]);
    await told;
    expect(new Set(heard)).toEqual(new Set(['homeward']));
    await listener.end();
  });

  async function channels(): Promise<readonly string[]> {
    const { rows } = await held.superuser.query<{ channel: string }>(
      `SELECT DISTINCT m[1] AS channel FROM pg_proc p, regexp_matches(p.prosrc, 'pg_notify\\(''(\\w+)''', 'g') m
         WHERE p.pronamespace IN ('public'::regnamespace, 'bullmq'::regnamespace)`,
    );
    expect(rows.length).toBeGreaterThan(0);
    return rows.map(({ channel }) => channel);
  }

  it('lets the reader see nothing in the context of somebody who is not given true counts', async () => {
    const readable = await readableByReader();
    const worker = { ...councilContext(SUTTON), reach: 'own', person: randomUUID(), fields: 'identity,form' };
    for (const context of [worker, { ...worker, fields: '' }, providerContext(SUTTON, held.harbour), {}])
      await inContext(held.app, context, async () => {
        await held.app.query('SET LOCAL ROLE homeward_reader');
        const sight = await sightOf(held.app, Object.fromEntries(readable.map((name) => [name, 'true'])));
        expect(sight).toEqual(Object.fromEntries(readable.map((name) => [name, '0 rows'])));
      });
  });

  async function readableByReader(): Promise<readonly string[]> {
    const { rows } = await held.superuser.query<{ name: string }>(
      `SELECT name FROM unnest($1::text[]) name WHERE has_table_privilege('homeward_reader', name, 'SELECT')`,
      [held.tenantTables.map(({ name }) => name)],
    );
    expect(rows.length).toBeGreaterThan(5);
    return rows.map(({ name }) => name);
  }

  const systemsOf = (authority: string): RawContext => ({ authority, actor: 'system' });
});

/** What the server copies out, as text. */
async function copyOut(client: Client, sql: string): Promise<string> {
  const connection: unknown = Reflect.get(client, 'connection');
  if (!(connection instanceof EventEmitter)) throw new Error('The client has no connection.');
  let text = '';
  const keep = ({ chunk }: { readonly chunk: Buffer }) => (text += chunk.toString());
  connection.on('copyData', keep);
  await client.query(sql);
  connection.off('copyData', keep);
  return text;
}
