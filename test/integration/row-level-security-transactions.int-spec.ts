import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asReader, createDataSource, inTransaction, systemContext } from '#persistence';
import type { TransactionContext } from '#persistence';
import { testServers } from '../support/postgres.js';
import { SUTTON } from '../support/service.js';
import { councilContext, setContext } from '../support/tenant-context.js';
import { NEIGHBOUR, connect, createTwoAuthorities } from '../support/two-authorities.js';
import type { TwoAuthorities } from '../support/two-authorities.js';

interface Answer {
  readonly pid: number;
  readonly role: string;
  readonly settings: string;
  /** The authorities whose children are seen. */
  readonly seen: string | null;
}

const question = `SELECT pg_backend_pid() AS pid, current_user::text AS role,
  concat(current_setting('app.authority', true), '|', current_setting('app.actor', true), '|',
    current_setting('app.provider', true), '|', current_setting('app.person', true)) AS settings,
  (SELECT string_agg(DISTINCT authority, ' and ') FROM child) AS seen`;

function contextOf(authority: string, actor: TransactionContext['actor'] = 'authority'): TransactionContext {
  return { ...systemContext(authority, 'test'), actor };
}

describe.each(testServers())('the context of a transaction on $name', (server) => {
  let held: TwoAuthorities;
  let pool: ReturnType<typeof createDataSource>;

  beforeAll(async () => {
    held = await createTwoAuthorities(server);
    pool = await createDataSource(held.test.database.appUrl).initialize();
  }, 60_000);
  afterAll(async () => {
    await pool.destroy();
    await held.close();
  });

  const ask = async () => (await pool.query<Answer[]>(question))[0];
  const nobody = expect.objectContaining({ role: 'homeward_app', settings: '|||', seen: null });

  it.each([
    ['is committed', () => Promise.resolve()],
    [
      'is rolled back by an exception',
      () => {
        throw new Error('on purpose');
      },
    ],
    ['is ended by a failing statement', () => Promise.reject(new Error('replaced'))],
  ])('is gone from the same connection when it %s', async (name, end) => {
    const answers: Answer[] = [];
    const run = inTransaction(pool, contextOf(SUTTON), async (tx) => {
      answers.push(...(await tx.query<Answer>(question)));
      if (name.includes('statement')) await tx.query('SELECT 1 / 0');
      await end();
    });
    const outcome = await run.then(
      () => 'committed',
      () => 'rolled back',
    );
    expect(outcome).toBe(name === 'is committed' ? 'committed' : 'rolled back');
    expect(answers).toMatchObject([{ settings: `${SUTTON}|authority||`, seen: SUTTON }]);
    const after = await ask();
    expect(after).toEqual(nobody);
    expect(after?.pid).toBe(answers[0]?.pid);
  });

  it('has the app’s role again after reports, however they end', async () => {
    const counted = (fails: boolean) =>
      inTransaction(pool, contextOf(SUTTON), (tx) =>
        asReader(tx, () => tx.query(fails ? 'SELECT FROM child' : 'SELECT FROM missing_episode')),
      );
    await counted(false);
    expect(await ask()).toEqual(nobody);
    await expect(counted(true)).rejects.toThrow('permission denied for table child');
    expect(await ask()).toEqual(nobody);
  });

  it('is the new one when one transaction follows another', async () => {
    for (const authority of [SUTTON, NEIGHBOUR, SUTTON]) {
      const [answer] = await inTransaction(pool, contextOf(authority, 'system'), (tx) => tx.query<Answer>(question));
      expect(answer).toMatchObject({ settings: `${authority}|system||`, seen: authority });
    }
  });

  it('is gone after a COMMIT and a ROLLBACK sent by hand', async () => {
    for (const end of ['COMMIT', 'ROLLBACK']) {
      await held.app.query('BEGIN');
      await setContext(held.app, councilContext(SUTTON));
      expect((await held.app.query<Answer>(question)).rows[0]?.seen).toBe(SUTTON);
      await held.app.query(end);
      expect((await held.app.query<Answer>(question)).rows[0]).toEqual(nobody);
    }
  });

  it('does not mix with another on another connection', async () => {
    const [left, right] = [held.app, await connect(held.test.database.appUrl)];
    await left.query('BEGIN');
    await right.query('BEGIN');
    await setContext(left, councilContext(SUTTON));
    await setContext(right, councilContext(NEIGHBOUR));
    for (const [client, authority] of [
      [left, SUTTON],
      [right, NEIGHBOUR],
      [left, SUTTON],
    ] as const) {
      const answer = (await client.query<Answer>(question)).rows[0];
      expect(answer).toMatchObject({ settings: `${authority}|authority||`, seen: authority });
    }
    await left.query('COMMIT');
    expect((await left.query<Answer>(question)).rows[0]).toEqual(nobody);
    expect((await right.query<Answer>(question)).rows[0]?.seen).toBe(NEIGHBOUR);
    await right.query('COMMIT');
    await right.end();
  });

  it('does not mix with others in one pool', async () => {
    const authorities = Array.from({ length: 24 }, (_, index) => (index % 2 === 0 ? SUTTON : NEIGHBOUR));
    const answers = await Promise.all(
      authorities.map((authority) =>
        inTransaction(pool, contextOf(authority), async (tx) => [
          ...(await tx.query<Answer>(question)),
          ...(await tx.query<Answer>(question)),
        ]),
      ),
    );
    for (const [index, authority] of authorities.entries())
      for (const answer of answers[index] ?? [])
        expect(answer).toMatchObject({ settings: `${authority}|authority||`, seen: authority });
  });
});
