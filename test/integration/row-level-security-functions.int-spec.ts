import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testServers } from '../support/postgres.js';
import { SUTTON } from '../support/service.js';
import { ALL_FIELDS, attempt, councilContext, inContext, providerContext } from '../support/tenant-context.js';
import type { RawContext } from '../support/tenant-context.js';
import { NEIGHBOUR, createTwoAuthorities } from '../support/two-authorities.js';
import type { TwoAuthorities } from '../support/two-authorities.js';

/** The functions of ours that run with the owner's eyes and that the service may call, and what each of them tells. */
const told: Readonly<Record<string, string>> = {
  agreement_in_force: 'yes or no about the authority and the provider of the settings; no child',
  end_session: 'nothing; it ends the session of a secret that the caller has',
  find_provider_key: 'the provider of a secret that the caller has',
  find_session: 'the person of a secret that the caller has',
  may_see_child: 'what reading the child in the same context tells: it is there and seen, or no',
};

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
    const { rows } = await held.superuser.query<{ name: string; runs: boolean }>(
      `SELECT p.proname AS name, has_function_privilege('homeward_app', p.oid, 'EXECUTE') AS runs FROM pg_proc p
       WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef ORDER BY 1`,
    );
    expect(rows.filter(({ runs }) => runs).map(({ name }) => name)).toEqual(Object.keys(told).sort());
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
      `INSERT INTO session (secret_hash, person_id, started_at, expires_at) SELECT '\\x01', id, now(), now() + interval '1 hour' FROM person LIMIT 1`,
    );
    for (const secret of wrong)
      for (const name of ['find_session', 'find_provider_key'])
        expect((await held.app.query(`SELECT FROM ${name}($1, now())`, [secret])).rowCount).toBe(0);
    expect((await held.app.query(`SELECT FROM find_session('\\x01', now())`)).rowCount).toBe(1);
    for (const secret of wrong) await held.app.query('SELECT end_session($1)', [secret]);
    expect((await held.app.query(`SELECT FROM find_session('\\x01', now())`)).rowCount).toBe(1);
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
