import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from 'pg';
import { createDataSource, inTransaction, systemContext } from '#persistence';
import type { Transaction } from '#persistence';
import { testServers } from '../support/postgres.js';
import { SUTTON } from '../support/service.js';
import { ALL_FIELDS, councilContext, inContext, setContext, sightOf } from '../support/tenant-context.js';
import type { RawContext, Sight } from '../support/tenant-context.js';
import { NEIGHBOUR, createTwoAuthorities } from '../support/two-authorities.js';
import type { TwoAuthorities } from '../support/two-authorities.js';
import { withheldFromPeople } from '../support/tenant-rows.js';
import { until } from '../support/until.js';

describe.each(testServers())('what is left over of a context on $name', (server) => {
  let held: TwoAuthorities;
  /** What each authority's council sees in a context in which nothing is wrong. */
  let rightful: ReadonlyMap<string, Sight>;

  beforeAll(async () => {
    held = await createTwoAuthorities(server, 1);
    rightful = new Map([
      [SUTTON, await inContext(held.app, councilContext(SUTTON), () => seen(held.app))],
      [NEIGHBOUR, await inContext(held.app, councilContext(NEIGHBOUR), () => seen(held.app))],
    ]);
    for (const sight of rightful.values())
      expect(Object.keys(sight).filter((name) => sight[name] === '0 rows')).toEqual([...withheldFromPeople]);
  }, 60_000);
  afterAll(() => held.close());

  const seen = (client: Client) =>
    sightOf(client, Object.fromEntries(held.tenantTables.map(({ name }) => [name, 'true'])));
  const nothing = () => Object.fromEntries(held.tenantTables.map(({ name }) => [name, '0 rows']));

  describe('by two contexts at once', () => {
    it('shows the last one that was set in a transaction, and of the first no row', async () => {
      await inContext(held.app, councilContext(SUTTON), async () => {
        await setContext(held.app, councilContext(NEIGHBOUR));
        expect(await seen(held.app)).toEqual(rightful.get(NEIGHBOUR));
      });
    });

    it('shows the context of before again when a savepoint is rolled back', async () => {
      await inContext(held.app, councilContext(SUTTON), async () => {
        await held.app.query('SAVEPOINT before');
        await setContext(held.app, councilContext(NEIGHBOUR));
        await held.app.query('ROLLBACK TO before');
        expect(await seen(held.app)).toEqual(rightful.get(SUTTON));
        await held.app.query('RELEASE before');
        expect(await seen(held.app)).toEqual(rightful.get(SUTTON));
      });
    });

    it('shows nothing when SET LOCAL comes outside a transaction', async () => {
      for (const [name, value] of Object.entries(councilContext(SUTTON)))
        await held.app.query(`SET LOCAL app.${name} = '${String(value)}'`);
      expect(await seen(held.app)).toEqual(nothing());
    });

    it('shows no leftover of a session in the service’s own transactions: these set every setting that is asked for', async () => {
      const { rows } = await held.superuser.query<{ name: string }>(
        `SELECT DISTINCT m[1] AS name FROM (
           SELECT coalesce(qual, '') || coalesce(with_check, '') AS text FROM pg_policies UNION ALL
           SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace) p,
           regexp_matches(p.text, 'current_setting\\(''app\\.(\\w+)''', 'g') m ORDER BY 1`,
      );
      const asked = rows.map(({ name }) => name);
      expect(asked).toEqual(['actor', 'authority', 'fields', 'person', 'provider', 'reach', 'team']);
      const pool = await createDataSource(held.test.database.appUrl).setOptions({ poolSize: 1 }).initialize();
      try {
        for (const name of asked) await pool.query(`SELECT set_config($1, $2, false)`, [`app.${name}`, 'left over']);
        for (const [name, value] of Object.entries(councilContext(NEIGHBOUR)))
          await pool.query(`SELECT set_config($1, $2, false)`, [`app.${name}`, value]);
        const settings = asked.map((name) => `current_setting('app.${name}', true) AS ${name}`).join(', ');
        const read = (tx: Transaction) => tx.query<Record<string, string>>(`SELECT ${settings}`);
        const context = { ...systemContext(SUTTON, 'test'), actor: 'authority' as const };
        expect(await inTransaction(pool, context, read)).toEqual([
          {
            authority: SUTTON,
            actor: 'authority',
            reach: 'authority',
            fields: ALL_FIELDS,
            person: '',
            provider: '',
            team: '',
          },
        ]);
        const codes = await inTransaction(pool, context, (tx) => tx.query('SELECT DISTINCT authority FROM child'));
        expect(codes).toEqual([{ authority: SUTTON }]);
      } finally {
        await pool.destroy();
      }
    });
  });

  describe('by what outlives a transaction', () => {
    it('shows a prepared statement the rows of the context in which it runs, not of that in which it was made', async () => {
      await held.app.query('SET plan_cache_mode = force_generic_plan');
      const counts = held.tenantTables.map(
        ({ name }) =>
          `SELECT '${name}' AS name, count(*)::integer AS rows, count(*) FILTER (WHERE authority = '${SUTTON}')::integer AS own FROM ${name}`,
      );
      const statement = { name: `seen-${randomUUID()}`, text: counts.join(' UNION ALL ') };
      const ask = (context: RawContext) =>
        inContext(
          held.app,
          context,
          async () => (await held.app.query<{ name: string; rows: number; own: number }>(statement)).rows,
        );
      for (const row of await ask(councilContext(SUTTON))) expect(row.rows).toBe(row.own);
      for (const row of await ask(councilContext(NEIGHBOUR))) expect([row.name, row.own]).toEqual([row.name, 0]);
      for (const row of await ask({})) expect([row.name, row.rows]).toEqual([row.name, 0]);
      for (const row of await ask(councilContext(SUTTON))) expect(row.rows).toBe(row.own);
      await held.app.query('RESET plan_cache_mode');
    });

    it('ends a cursor with its transaction, and lets one that is held show no more than was seen when it was opened', async () => {
      const { app } = held;
      await app.query('BEGIN');
      await setContext(app, councilContext(SUTTON));
      await app.query('DECLARE gone CURSOR FOR SELECT authority FROM child');
      await app.query('DECLARE kept CURSOR WITH HOLD FOR SELECT authority FROM child');
      await app.query('COMMIT');
      await expect(app.query('FETCH ALL FROM gone')).rejects.toThrow('cursor "gone" does not exist');
      const fetched = await inContext(app, councilContext(NEIGHBOUR), () =>
        app.query<{ authority: string }>('FETCH ALL FROM kept'),
      );
      expect(new Set(fetched.rows.map(({ authority }) => authority))).toEqual(new Set([SUTTON]));
      await app.query('CLOSE kept');
    });

    it('shows a temporary view the rows of the context in which it is read', async () => {
      const { app } = held;
      for (const { name } of held.tenantTables)
        await app.query(`CREATE TEMPORARY VIEW peek_${name} AS SELECT * FROM ${name}`);
      const peek = () =>
        sightOf(app, Object.fromEntries(held.tenantTables.map(({ name }) => [`peek_${name}`, 'true'])));
      const named = (sight?: Sight) =>
        Object.fromEntries(Object.entries(sight ?? {}).map(([name, rows]) => [`peek_${name}`, rows]));
      expect(await peek()).toEqual(named(nothing()));
      expect(await inContext(app, councilContext(NEIGHBOUR), peek)).toEqual(named(rightful.get(NEIGHBOUR)));
      await app.query(`DROP VIEW ${held.tenantTables.map(({ name }) => `peek_${name}`).join(', ')}`);
    });

    it('asks the rule of the service’s own tables, whatever temporary tables take their names', async () => {
      await inContext(held.app, councilContext(SUTTON), async () => {
        const identities = 'SELECT count(*)::integer AS count FROM public.child_identity';
        const before = (await held.app.query(identities)).rows;
        await held.app.query(
          'CREATE TEMPORARY TABLE child ON COMMIT DROP AS SELECT gen_random_uuid() AS id, $1 AS authority',
          [NEIGHBOUR],
        );
        await held.app.query('CREATE TEMPORARY TABLE audit_subject (authority text, event_id uuid) ON COMMIT DROP');
        expect((await held.app.query(identities)).rows).toEqual(before);
        expect((await held.app.query('SELECT DISTINCT authority FROM public.child')).rows).toEqual([
          { authority: SUTTON },
        ]);
      });
    });

    it.each(['cancelled', 'terminated', 'given up by its client', 'failing'])(
      'leaves nothing in the pool after a connection was %s in the middle of a transaction',
      async (how) => {
        const pool = await createDataSource(held.test.database.appUrl).setOptions({ poolSize: 1 }).initialize();
        try {
          const run = inTransaction(pool, { ...systemContext(SUTTON, 'test'), actor: 'authority' }, async (tx) => {
            const [mine] = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
            const ending = how === 'failing' ? tx.query('SELECT 1 / 0') : tx.query('SELECT pg_sleep(600)');
            const stop = how === 'cancelled' ? 'pg_cancel_backend' : 'pg_terminate_backend';
            if (how === 'cancelled' || how === 'terminated')
              await untilAsleep(mine?.pid ?? 0).then(() => held.superuser.query(`SELECT ${stop}($1)`, [mine?.pid]));
            if (how === 'given up by its client') {
              ending.catch(() => undefined);
              await untilAsleep(mine?.pid ?? 0);
              await held.superuser.query('SELECT pg_cancel_backend($1)', [mine?.pid]);
              throw new Error('given up');
            }
            await ending;
          });
          await expect(run).rejects.toThrow();
          for (let tries = 0; tries < 3; tries += 1) {
            const [after] = await pool.query<{ role: string; set: string; children: number }[]>(
              `SELECT current_user::text AS role, concat(current_setting('app.authority', true), current_setting('app.actor', true)) AS set,
                 (SELECT count(*)::integer FROM child) AS children`,
            );
            expect(after).toEqual({ role: 'homeward_app', set: '', children: 0 });
          }
        } finally {
          await pool.destroy();
        }
      },
    );

    const untilAsleep = (pid: number) =>
      until('the statement runs', async () => {
        const { rowCount } = await held.superuser.query(
          `SELECT FROM pg_stat_activity WHERE pid = $1 AND query LIKE '%pg_sleep%' AND state = 'active'`,
          [pid],
        );
        return rowCount === 1;
      });
  });
});
