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
  audit_head: 'the hash of the newest seal of the authority of the settings; nothing of what was sealed',
  begin_attempt: 'whether a sign-in name, by its hash, or an address is locked; never why',
  begin_local_account: 'nothing; it gives one person a password and ends what they held',
  clear_sign_in_leftovers: 'nothing; it deletes what is over',
  confirm_totp: 'nothing; it gives one person a second factor',
  count_recovery_codes: 'a number about the account of the person asked for',
  drop_held_form: 'the id that the caller has, where the form is of the person asked for',
  end_access: 'nothing; it ends what people hold who have no membership in force, and nobody else',
  end_attempt: 'nothing; it takes back an attempt whose id the caller has',
  end_session: 'nothing; it ends the session of a secret that the caller has',
  end_sessions_of: 'nothing; it ends the sessions of one person',
  find_account_of: 'the account of the person asked for; no authority, no child',
  find_invitation: 'the person of a secret that the caller has, what it gives them, and whether they have an account',
  find_local_account: 'the account of the sign-in name asked for; no authority, no child',
  find_openid_person: 'the person of an identity that an issuer vouched for',
  find_provider_key: 'the provider of a secret that the caller has',
  find_session: 'the person of a secret that the caller has',
  find_sign_in_step: 'how far the sign-in of a secret that the caller has got',
  follow_invitation: 'the person of an invitation whose id the caller has, as the authority and person of the settings',
  forgive_attempts: 'nothing; it forgets the failures of one sign-in name',
  held_forms_of: 'what the person asked for wrote themselves and could not send; nobody else has it',
  hold_form: 'nothing; it keeps what one person wrote',
  invite_account:
    'as the service for an authority alone: the id that the caller made up, where there is something to accept',
  invite_person:
    'as the service for an authority alone: the person of a sign-in name, and whether another organisation has them',
  issue_provider_key: 'yes or no about a provider that whoever is acting has to do with',
  link_openid_identity: 'nothing; it ties one person to an identity',
  list_provider_keys: 'the keys of a provider that whoever is acting has to do with, without their hashes',
  mark_held_form_sent: 'where a form leads that the person asked for wrote, by the id that the caller has',
  may_see_child: 'what reading the child in the same context tells: it is there and seen, or no',
  person_of_ended_session: 'the person of a secret that the caller has',
  purge_child: 'as the service for an authority alone: why a child of that authority cannot be deleted',
  replace_recovery_codes: 'nothing; it gives one person new codes',
  revoke_provider_key: 'whose a key was, where whoever is acting has to do with that provider',
  sessions_of: 'when the sessions of the person asked for began and were last used; no secret',
  set_password: 'nothing; it gives one person another password',
  take_recovery_code: 'the person asked for, where the caller has a code of theirs',
  take_sign_in_step: 'how far the sign-in of a secret that the caller has got',
  take_totp_step: 'the person asked for, where the code is later than the last',
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

  it('tells of one person nothing that is of another', async () => {
    const { rows: people } = await held.superuser.query<{ id: string }>(
      `SELECT DISTINCT person_id AS id FROM membership WHERE provider_id IS NULL AND valid_to IS NULL LIMIT 2`,
    );
    const [writer, other] = people.map(({ id }) => id);
    const [form, invitation] = [randomUUID(), randomUUID()];
    const count = async (sql: string, values: unknown[]) => (await held.app.query(sql, values)).rowCount;
    await held.superuser.query(
      `INSERT INTO session (secret_hash, person_id, started_at, expires_at, last_seen_at)
       VALUES ('\\x02', $1, now(), now() + interval '1 hour', now())`,
      [writer],
    );
    await held.superuser.query(
      `INSERT INTO invitation VALUES ($1, $2, '\\x02', now() - interval '2 hours', now() - interval '1 hour')`,
      [invitation, writer],
    );
    await held.app.query(`SELECT hold_form($1, $2, '/x', '[]', now(), now() + interval '1 hour')`, [form, writer]);
    for (const [whose, rows] of [
      [other, 0],
      [writer, 1],
    ] as const) {
      const asked = {
        forms: await count('SELECT FROM held_forms_of($1, now())', [whose]),
        sessions: await count(`SELECT FROM sessions_of($1, '\\x02', now()) WHERE is_this`, [whose]),
        sent: await count('SELECT FROM mark_held_form_sent($1, $2, now())', [form, whose]),
        dropped: await count('SELECT FROM drop_held_form($1, $2)', [form, whose]),
      };
      expect({ whose, asked }).toEqual({ whose, asked: { forms: rows, sessions: rows, sent: rows, dropped: rows } });
    }
    expect(await count('SELECT FROM follow_invitation($1, $1, true, now())', [invitation])).toBe(0);
    expect(await count(`SELECT FROM find_invitation('\\x02', now())`, [])).toBe(0);
    expect(await count(`SELECT FROM end_access($1)`, [[writer]])).toBe(1);
    expect(await count(`SELECT FROM find_session('\\x02', now())`, [])).toBe(1);
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
