import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hasColumn } from '../support/catalogue.js';
import { answerOf, ownerFunctions, signaturesOf } from '../support/owner-functions.js';
import { testServers } from '../support/postgres.js';
import { SUTTON } from '../support/service.js';
import {
  ALL_FIELDS,
  attempt,
  councilContext,
  inContext,
  providerContext,
  sightOf,
  systemsContext,
} from '../support/tenant-context.js';
import type { RawContext, Sight } from '../support/tenant-context.js';
import { NEIGHBOUR, createTwoAuthorities } from '../support/two-authorities.js';
import type { TwoAuthorities } from '../support/two-authorities.js';

describe.each(testServers())('a function that runs as its owner on $name', (server) => {
  let held: TwoAuthorities;

  beforeAll(async () => {
    held = await createTwoAuthorities(server, 1);
    await held.superuser.query(
      `UPDATE child c SET is_restricted = p.place % 3 = 0, deleted_at = CASE WHEN p.place % 5 = 0 THEN now() END
       FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM child) p WHERE p.id = c.id`,
    );
    await held.superuser.query('UPDATE child_allocation SET person_id = $1 WHERE person_id IS NOT NULL', [
      (await held.superuser.query<{ id: string }>('SELECT id FROM person ORDER BY id LIMIT 1')).rows[0]?.id,
    ]);
  }, 60_000);
  afterAll(() => held.close());

  it('is one of these, and of each it is known what it tells', async () => {
    const found = await signaturesOf(held.superuser);
    expect([...new Set(found.map(({ name }) => name))]).toEqual(Object.keys(ownerFunctions).sort());
  });

  it('tells of a child what reading it in the same context tells, there or not, foreign, restricted or deleted', async () => {
    const { rows: people } = await held.superuser.query<{ id: string }>('SELECT id FROM person ORDER BY id LIMIT 1');
    const contexts: readonly RawContext[] = [
      ...[councilContext(SUTTON), councilContext(NEIGHBOUR), providerContext(SUTTON, held.harbour)],
      ...[
        {},
        { authority: SUTTON },
        { ...councilContext(SUTTON), actor: '' },
        { ...councilContext(SUTTON), actor: 'owner' },
      ],
      ...[
        { ...councilContext(SUTTON), reach: 'provider', provider: held.harbour },
        { ...councilContext(SUTTON), reach: '' },
      ],
      ...[
        { ...councilContext(SUTTON), reach: 'own', person: people[0]?.id ?? '' },
        { ...councilContext(SUTTON), reach: 'placed' },
      ],
      ...[{ ...providerContext(SUTTON, held.harbour), reach: 'authority' }, { ...providerContext(SUTTON, '') }],
    ];
    const { rows: children } = await held.superuser.query<{ authority: string; id: string }>(
      'SELECT authority, id FROM child',
    );
    const asked = [...children, { authority: SUTTON, id: randomUUID() }, { authority: 'E99999999', id: randomUUID() }];
    const lists = [asked.map(({ authority }) => authority), asked.map(({ id }) => id)];
    let seen = 0;
    for (const context of contexts) {
      const { rows } = await inContext(held.app, context, () =>
        held.app.query<{ id: string; says: boolean; reads: boolean }>(
          `SELECT id, may_see_child(authority, id) AS says,
             EXISTS (SELECT FROM child c WHERE c.authority = a.authority AND c.id = a.id) AS reads
           FROM unnest($1::text[], $2::uuid[]) AS a (authority, id)`,
          lists,
        ),
      );
      expect({ context, differ: rows.filter(({ says, reads }) => says !== reads) }).toEqual({ context, differ: [] });
      seen += rows.filter(({ says }) => says).length;
    }
    expect(seen).toBeGreaterThan(0);
  });

  it('tells a provider whose agreement is over of its own children at most', async () => {
    const { rows } = await held.superuser.query<{ id: string }>(
      `SELECT id FROM child c WHERE authority = $1 AND EXISTS (SELECT FROM missing_episode e WHERE e.authority = c.authority AND e.child_id = c.id AND e.provider_id = $2)`,
      [SUTTON, held.harbour],
    );
    await held.superuser.query(
      `UPDATE sharing_agreement SET valid_to = '2019-01-01' WHERE authority = $1 AND provider_id = $2`,
      [SUTTON, held.harbour],
    );
    await inContext(held.app, providerContext(SUTTON, held.harbour), async () => {
      const told = await held.app.query<{ id: string }>(
        'SELECT id FROM unnest($1::uuid[]) AS a (id) WHERE may_see_child($2, id)',
        [(await held.superuser.query<{ id: string }>('SELECT id FROM child')).rows.map(({ id }) => id), SUTTON],
      );
      const own = new Set(rows.map(({ id }) => id));
      expect(told.rows.filter(({ id }) => !own.has(id))).toEqual([]);
      expect((await held.app.query('SELECT FROM child')).rowCount).toBe(0);
      expect((await held.app.query('SELECT agreement_in_force() AS yes')).rows).toEqual([{ yes: false }]);
    });
    await held.superuser.query('UPDATE sharing_agreement SET valid_to = NULL');
  });

  it('finds no session and no key by anything but its secret', async () => {
    const wrong = [Buffer.alloc(0), Buffer.alloc(32), Buffer.from('%'), Buffer.from(`' OR true --`), null];
    await held.superuser.query(
      `INSERT INTO session (secret_hash, person_id, started_at, expires_at, last_seen_at)
       SELECT '\\x01', id, now(), now() + interval '1 hour', now() FROM person LIMIT 1`,
    );
    for (const secret of wrong)
      for (const name of ['find_session', 'find_provider_key'])
        expect((await held.app.query(`SELECT FROM ${name}($1, now())`, [secret])).rowCount).toBe(0);
    expect((await held.app.query(`SELECT FROM find_session('\\x01', now())`)).rowCount).toBe(1);
    for (const secret of wrong) await held.app.query('SELECT end_session($1, now())', [secret]);
    expect((await held.app.query(`SELECT FROM find_session('\\x01', now())`)).rowCount).toBe(1);
  });

  describe('asked with the id of another person, who has left and has something in every table', () => {
    const other = randomUUID();

    beforeAll(async () => {
      await addLeaver(held, other);
    }, 60_000);

    const askers: readonly (readonly [asker: string, context: RawContext])[] = [
      ['nobody', {}],
      ['somebody of the council', { ...councilContext(SUTTON), person: randomUUID() }],
      ['the service for another authority', systemsContext(NEIGHBOUR)],
    ];
    it.each(askers)('by %s tells and changes nothing of theirs', async (asker, context) => {
      const said: Record<string, string> = {};
      for (const signature of await signaturesOf(held.superuser))
        said[signature.name] = await inContext(held.superuser, context, async () => {
          const before = await stateOf(held, other);
          await held.superuser.query('SET LOCAL ROLE homeward_app');
          const answer = await answerOf(held.superuser, signature, other);
          await held.superuser.query('RESET ROLE');
          expect([signature.name, await stateOf(held, other)]).toEqual([signature.name, before]);
          return answer;
        });
      const expected = Object.entries(ownerFunctions).map(([name, { ofAnother }]) => {
        const answer = typeof ofAnother === 'string' ? ofAnother : ofAnother?.[asker];
        return [name, answer ?? 'nothing'];
      });
      expect(said).toEqual(Object.fromEntries(expected));
    });
  });

  it('tells and changes by a secret what is of its own person alone', async () => {
    const { rows: people } = await held.superuser.query<{ id: string }>(
      `SELECT DISTINCT person_id AS id FROM membership WHERE provider_id IS NULL AND valid_to IS NULL LIMIT 2`,
    );
    const [writer, other] = people.map(({ id }) => id);
    const [form, invitation] = [randomUUID(), randomUUID()];
    const count = async (sql: string, values: unknown[] = []) => (await held.app.query(sql, values)).rowCount;
    await held.superuser.query(
      `INSERT INTO session (secret_hash, person_id, started_at, expires_at, last_seen_at, ended_at)
       VALUES ('\\x02', $1, now(), now() + interval '1 hour', now(), NULL),
              ('\\x03', $1, now(), now() + interval '1 hour', now(), now()),
              ('\\x04', $2, now(), now() + interval '1 hour', now(), NULL)`,
      [writer, other],
    );
    await held.superuser.query(
      `INSERT INTO invitation VALUES ($1, $2, '\\x02', now() - interval '2 hours', now() - interval '1 hour')`,
      [invitation, writer],
    );
    const hold = `SELECT hold_form($1, $2, '/x', '[]', now(), now() + interval '1 hour') AS is_held`;
    for (const [secret, isHeld] of [
      ['\\x02', false],
      ['\\x09', false],
      ['\\x03', true],
    ] as const)
      expect((await held.app.query(hold, [form, secret])).rows).toEqual([{ is_held: isHeld }]);
    for (const [secret, rows] of [
      ['\\x03', 0],
      ['\\x04', 0],
      ['\\x02', 1],
    ] as const) {
      const asked = {
        forms: await count('SELECT FROM held_forms_of($1, now())', [secret]),
        sent: await count('SELECT FROM mark_held_form_sent($1, $2, now())', [form, secret]),
        dropped: await count('SELECT FROM drop_held_form($1, $2, now())', [form, secret]),
      };
      expect({ secret, asked }).toEqual({ secret, asked: { forms: rows, sent: rows, dropped: rows } });
    }
    expect(await count(`SELECT FROM sessions_of('\\x02', now())`)).toBe(1);
    await held.app.query(`SELECT end_other_sessions('\\x04', now())`);
    expect(await count(`SELECT FROM find_session('\\x02', now())`)).toBe(1);
    expect(await count(`SELECT FROM begin_local_account('\\x02', 'hash', now())`)).toBe(0);
    expect(await count(`SELECT FROM link_openid_identity('i', 't', 's', $1, now())`, [invitation])).toBe(0);
    expect(await count(`SELECT FROM find_invitation('\\x02', now())`)).toBe(0);
  });

  it('takes nothing for over that the clock of the server does not', async () => {
    const { rows } = await held.superuser.query<{ id: string }>('SELECT id FROM person ORDER BY id LIMIT 1');
    await held.superuser.query(
      `INSERT INTO session (secret_hash, person_id, started_at, expires_at, last_seen_at)
       VALUES ('\\x05', $1, now(), now() + interval '1 hour', now())`,
      [rows[0]?.id],
    );
    await held.app.query(`SELECT clear_sign_in_leftovers(now() + interval '10 years')`);
    expect((await held.app.query(`SELECT FROM find_session('\\x05', now())`)).rowCount).toBe(1);
  });

  it('ends access as the service alone, of whoever its authority has to do with, and leaves the end on the session', async () => {
    const [left, stays] = [randomUUID(), randomUUID()];
    await addLeaver(held, left);
    await addLeaver(held, stays, '9999-01-01');
    const endedOf = async (person: string) =>
      (
        await held.superuser.query<{ is_ended: boolean }>(
          'SELECT ended_at IS NOT NULL AS is_ended FROM session WHERE person_id = $1',
          [person],
        )
      ).rows;
    const end = (context: RawContext) =>
      inContext(held.superuser, context, async () => {
        await held.superuser.query('SET LOCAL ROLE homeward_app');
        const answer = await attempt(held.superuser, 'SELECT end_access($1)', [[left, stays]]);
        if (answer === '1 rows') await held.superuser.query('SELECT end_access($1)', [[left, stays]]);
        await held.superuser.query('RESET ROLE');
        return { answer, left: await endedOf(left), stays: await endedOf(stays) };
      });
    const open = [{ is_ended: false }];
    expect(await end(councilContext(SUTTON))).toEqual({
      ...{ answer: 'access is ended by the service', left: open, stays: open },
    });
    expect(await end(systemsContext(NEIGHBOUR))).toEqual({ answer: '1 rows', left: open, stays: open });
    expect(await end(systemsContext(SUTTON))).toEqual({
      ...{ answer: '1 rows', left: [{ is_ended: true }], stays: open },
    });
  });

  it('hands an account that is there to somebody else as the service in nobody’s name alone', async () => {
    const person = randomUUID();
    await addLeaver(held, person, '9999-01-01');
    const invite = (replaces: boolean) =>
      `SELECT * FROM invite_account('${randomUUID()}', '${person}', '\\x0b', now(), now() + interval '1 day', ${String(replaces)})`;
    const refused = 'people are invited by the service, for an authority of theirs';
    const asked = (context: RawContext, replaces: boolean) =>
      inContext(held.app, context, () => attempt(held.app, invite(replaces)));
    expect(await asked(councilContext(SUTTON), false)).toBe(refused);
    expect(await asked(systemsContext(NEIGHBOUR), false)).toBe(refused);
    expect(await asked({ ...systemsContext(SUTTON), person: randomUUID() }, true)).toBe(refused);
    expect(await asked({ ...systemsContext(SUTTON), person: randomUUID() }, false)).toBe('0 rows');
    expect(await asked(systemsContext(SUTTON), true)).toBe('1 rows');
  });

  it('is kept from the service where only other functions need it, and from the reader altogether', async () => {
    const outcome = (sql: string) => inContext(held.app, councilContext(SUTTON), () => attempt(held.app, sql));
    expect(await outcome(`SELECT memberships_of('${randomUUID()}', now())`)).toBe(
      'permission denied for function memberships_of',
    );
    await inContext(held.app, { ...councilContext(SUTTON), fields: ALL_FIELDS }, async () => {
      await held.app.query('SET LOCAL ROLE homeward_reader');
      expect(await attempt(held.app, `SELECT may_see_child('${SUTTON}', '${randomUUID()}')`)).toBe(
        'permission denied for function may_see_child',
      );
    });
  });
});

/** What there is of one person, in every table that names people, as the superuser sees it. */
async function stateOf({ superuser, tables }: TwoAuthorities, person: string): Promise<Sight> {
  const naming = tables.filter((table) => hasColumn(table, 'person_id')).map(({ name }) => name);
  const conditions = Object.fromEntries(naming.map((name) => [name, 't.person_id = $1'] as const));
  return sightOf(superuser, { ...conditions, person: 't.id = $1' }, [person]);
}

/** Somebody who had a role in Sutton until a day, and whose session, account, invitation and forms are still there. */
async function addLeaver({ superuser }: TwoAuthorities, person: string, until = '2019-01-01'): Promise<void> {
  const add = (sql: string) => superuser.query(sql, [person]);
  const bytes = `uuid_send(gen_random_uuid())`;
  await add(`INSERT INTO person (id, sign_in_name, display_name, created_at, created_by, modified_at, modified_by)
    VALUES ($1, $1::uuid || '@council.test', 'Left', now(), 'test', now(), 'test')`);
  await add(`INSERT INTO membership (authority, id, person_id, role, valid_from, valid_to, created_at, created_by, modified_at, modified_by)
    VALUES ('${SUTTON}', gen_random_uuid(), $1, 'commissioner', '2018-01-01', '${until}', now(), 'test', now(), 'test')`);
  await add(`INSERT INTO session (secret_hash, person_id, started_at, expires_at, last_seen_at)
    VALUES (${bytes}, $1, now(), now() + interval '1 hour', now())`);
  await add(`INSERT INTO local_account VALUES ($1, 'hash', now(), ${bytes}, 1, now())`);
  await add(`INSERT INTO recovery_code VALUES ($1, ${bytes}, now())`);
  await add(`INSERT INTO openid_identity VALUES ('issuer', 'tenant', gen_random_uuid()::text, $1, now())`);
  await add(`INSERT INTO invitation VALUES (gen_random_uuid(), $1, ${bytes}, now(), now() + interval '1 hour')`);
  await add(`INSERT INTO sign_in_step VALUES (${bytes}, 'code', $1, NULL, NULL, now() + interval '1 hour')`);
  await add(`INSERT INTO held_form VALUES (gen_random_uuid(), $1, '/x', '[]', now(), now() + interval '1 hour')`);
}
