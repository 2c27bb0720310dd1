import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DatabaseError } from 'pg';
import { testServers } from '../support/postgres.js';
import { SUTTON } from '../support/service.js';
import { councilContext, inContext, providerContext, systemsContext } from '../support/tenant-context.js';
import type { RawContext } from '../support/tenant-context.js';
import { insertOf } from '../support/tenant-rows.js';
import { NEIGHBOUR, createTwoAuthorities } from '../support/two-authorities.js';
import type { TwoAuthorities } from '../support/two-authorities.js';

type Row = Readonly<Record<string, string | number | boolean | null | undefined>>;

describe.each(testServers())('what an error of row-level security tells on $name', (server) => {
  let held: TwoAuthorities;
  let councils: RawContext;
  let providers: RawContext;

  beforeAll(async () => {
    held = await createTwoAuthorities(server, 1);
    councils = councilContext(SUTTON);
    providers = providerContext(SUTTON, held.harbour);
  }, 60_000);
  afterAll(() => held.close());

  const insertInto = (name: string) => {
    const table = held.tables.find((each) => each.name === name);
    if (!table) throw new Error(`There is no table ${name}.`);
    return insertOf(table);
  };

  async function rowOf(table: string, condition: string): Promise<Row> {
    const { rows } = await held.superuser.query<{ row: Row }>(
      `SELECT to_jsonb(t) AS row FROM ${table} t WHERE ${condition} LIMIT 1`,
    );
    if (!rows[0]) throw new Error(`${table} has no row to try on.`);
    return rows[0].row;
  }
  const episodeOf = (provider: string) =>
    rowOf('missing_episode', `authority = '${SUTTON}' AND provider_id = '${provider}'`);

  /** The error of a statement, with every value of a foreign row that it tells and that was not sent with it. */
  async function told(context: RawContext, sql: string, sent: Row, parameters: unknown[], foreign: Row) {
    const error = await inContext(held.app, context, () =>
      held.app.query(sql, parameters).then(
        () => null,
        (caught: unknown) => caught,
      ),
    );
    if (!(error instanceof DatabaseError)) throw new Error('The statement was not refused.');
    const { code, message, detail, hint, where, internalQuery } = error;
    const text = JSON.stringify([message, detail, hint, where, internalQuery]);
    const known = new Set(Object.values(sent).map(String));
    const secrets = Object.values(foreign).filter(
      (value) => value !== null && value !== undefined && String(value).length > 2,
    );
    return { code, revealed: secrets.map(String).filter((value) => !known.has(value) && text.includes(value)) };
  }

  it('refuses a provider’s row before it looks whether its id is in use, so that nothing is told of it', async () => {
    const [own, foreign] = [await episodeOf(held.harbour), await episodeOf(held.northway)];
    const sent = { ...own, id: foreign['id'] };
    expect(await told(providers, insertInto('missing_episode'), sent, [JSON.stringify(sent)], foreign)).toEqual({
      code: '42501',
      revealed: [],
    });
  });

  it('lets no provider find out by a change whether a council id is in use', async () => {
    const shared = `authority = '${SUTTON}' AND council_child_id IS NOT NULL`;
    const ofHarbour = `EXISTS (SELECT FROM missing_episode e WHERE e.child_id = t.child_id AND e.provider_id = '${held.harbour}')`;
    const own = await rowOf('child_identity', `${shared} AND ${ofHarbour}`);
    const foreign = await rowOf('child_identity', `${shared} AND NOT ${ofHarbour}`);
    const rename = 'UPDATE child_identity SET council_child_id = $1 WHERE child_id = $2';
    for (const wanted of [foreign['council_child_id'], 'in use by nobody']) {
      const change = () => held.app.query(rename, [wanted, own['child_id']]);
      expect((await inContext(held.app, providers, change)).rowCount).toBe(0);
    }
  });

  it('answers alike for a row that is not there, one of another authority and one restricted to others, wherever a foreign key could point to it', async () => {
    const { rows } = await held.superuser.query<{ id: string }>(
      `UPDATE child SET is_restricted = true WHERE (authority, id) = (SELECT authority, id FROM child WHERE authority = '${SUTTON}' ORDER BY id LIMIT 1)
       RETURNING id`,
    );
    const restricted = rows[0]?.id ?? '';
    const elsewhere = await rowOf('child', `authority = '${NEIGHBOUR}'`);
    const hidden: Row = { id: randomUUID(), authority: 'E99999999' };
    const hiding = (column: string) => [hidden, elsewhere, { id: restricted, [column]: restricted }];
    const found: Record<string, unknown> = {};
    const expected: Record<string, unknown> = {};
    for (const table of held.tenantTables) {
      const toChild = table.foreignKeys.find(({ target }) => target === 'child')?.columns[1];
      // Whoever looks is put on record, whatever the child; and what belongs to an episode goes by its episode.
      const goesByOther = table.foreignKeys.some(
        ({ target }) => target === 'missing_episode' || target === 'audit_event',
      );
      if (toChild === undefined || goesByOther) continue;
      const own = await rowOf(table.name, `authority = '${SUTTON}' AND ${toChild} <> '${restricted}'`);
      const answers = [];
      for (const child of hiding(toChild)) {
        const sent = { ...own, ...(table.primaryKey.includes('id') && { id: randomUUID() }), [toChild]: child['id'] };
        answers.push(await told(councils, insertOf(table), sent, [JSON.stringify(sent)], child));
      }
      found[table.name] = answers;
      // An episode is taken for one of a child that is not there; all else the policy refuses.
      const code = table.name === 'missing_episode' ? '23503' : '42501';
      expected[table.name] = answers.map(() => ({ code, revealed: [] }));
    }
    expect(Object.keys(found)).toEqual(expect.arrayContaining(['child_identity', 'missing_episode']));
    expect(found).toEqual(expected);
    await held.superuser.query('UPDATE child SET is_restricted = false WHERE id = $1', [restricted]);
  });

  it('uses the same key in two authorities without a word', async () => {
    const foreign = await rowOf('child', `authority = '${NEIGHBOUR}'`);
    const sent = { ...foreign, authority: SUTTON };
    const insertion = () => held.app.query(insertInto('child'), [JSON.stringify(sent)]);
    expect((await inContext(held.app, systemsContext(SUTTON), insertion)).rowCount).toBe(1);
  });

  it('tells nothing when a foreign row is refused by policy, on any table', async () => {
    for (const { name } of held.tenantTables) {
      const foreign = await rowOf(name, `authority = '${NEIGHBOUR}'`);
      const sent = { ...foreign, ...('created_by' in foreign && { created_by: 'somebody else' }) };
      const answer = await told(councils, insertInto(name), sent, [JSON.stringify(sent)], foreign);
      expect([name, answer]).toEqual([name, { code: '42501', revealed: [] }]);
    }
  });

  it('shows no statistics of any table under row-level security', async () => {
    const names = [held.tenantTables.map(({ name }) => name)];
    await held.superuser.query('ANALYZE');
    for (const view of ['pg_stats', 'pg_stats_ext', 'pg_stats_ext_exprs'])
      expect([view, (await held.app.query(`SELECT FROM ${view} WHERE tablename = ANY ($1)`, names)).rowCount]).toEqual([
        view,
        0,
      ]);
    expect(
      (await held.superuser.query('SELECT FROM pg_stats WHERE tablename = ANY ($1)', names)).rowCount,
    ).toBeGreaterThan(0);
    for (const catalogue of ['pg_statistic', 'pg_statistic_ext_data'])
      await expect(held.app.query(`SELECT FROM ${catalogue}`)).rejects.toThrow(
        `permission denied for table ${catalogue}`,
      );
  });
});
