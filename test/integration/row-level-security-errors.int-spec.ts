import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DatabaseError } from 'pg';
import { testServers } from '../support/postgres.js';
import { SUTTON } from '../support/service.js';
import { councilContext, inContext, providerContext } from '../support/tenant-context.js';
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

  it('takes a row of another authority for one that is not there when a foreign key points to it', async () => {
    const own = await episodeOf(held.harbour);
    const foreign = await rowOf('child', `authority = '${NEIGHBOUR}'`);
    for (const childId of [foreign['id'], randomUUID()]) {
      const sent = { ...own, id: randomUUID(), child_id: childId };
      const answer = await told(councils, insertInto('missing_episode'), sent, [JSON.stringify(sent)], foreign);
      expect(answer).toEqual({ code: '23503', revealed: [] });
    }
  });

  it('uses the same key in two authorities without a word', async () => {
    const foreign = await rowOf('child', `authority = '${NEIGHBOUR}'`);
    const sent = { ...foreign, authority: SUTTON };
    const insertion = () => held.app.query(insertInto('child'), [JSON.stringify(sent)]);
    expect((await inContext(held.app, councils, insertion)).rowCount).toBe(1);
  });

  it.each(['child', 'child_identity', 'missing_episode', 'audit_event'])(
    'tells nothing when a row of %s is refused by policy',
    async (table) => {
      const foreign = await rowOf(table, `authority = '${NEIGHBOUR}'`);
      const sent = { ...foreign, created_by: 'somebody else' };
      expect(await told(councils, insertInto(table), sent, [JSON.stringify(sent)], foreign)).toEqual({
        code: '42501',
        revealed: [],
      });
    },
  );

  it('shows no statistics of protected tables', async () => {
    await held.superuser.query('ANALYZE child_identity');
    const known = `SELECT FROM pg_stats WHERE tablename = 'child_identity'`;
    expect((await held.superuser.query(known)).rowCount).toBeGreaterThan(0);
    expect((await held.app.query(known)).rowCount).toBe(0);
  });
});
